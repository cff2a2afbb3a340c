package io.jararaca.core.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import java.util.regex.Pattern;

/** The URLs of the servers: what must be right before anybody tries to connect. */
public final class Urls {

  private static final Pattern PASSWORD = Pattern.compile("(?<=://)([^/@]*?):[^/]*@");

  private Urls() {}

  /** What is wrong with it, with the mend; empty: nothing. */
  public static String problem(String url, Set<String> schemes, String example) {
    URI uri;
    try {
      uri = new URI(url);
    } catch (URISyntaxException e) {
      return "not a URL (%s); write it like %s, and percent-encode special characters in the password"
          .formatted(e.getReason(), example);
    }
    if (uri.getScheme() == null || !schemes.contains(uri.getScheme())) {
      return "begin it with %s, like %s"
          .formatted(
              String.join(" or ", schemes.stream().sorted().map(s -> s + "://").toList()), example);
    }
    if (uri.getAuthority() == null) {
      return "names no host; write it like " + example;
    }
    return "";
  }

  /** The URL as logs may show it. */
  public static String withoutPassword(String url) {
    return PASSWORD.matcher(url).replaceFirst("$1:***@");
  }
}
