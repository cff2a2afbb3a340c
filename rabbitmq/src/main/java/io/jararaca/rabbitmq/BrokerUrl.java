package io.jararaca.rabbitmq;

import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Where RabbitMQ is: {@code amqp[s]://user:password@host:port/vhost?exchange=name}. Left out, they
 * are guest, guest, 5672 (5671 with TLS), {@code /} and {@code jararaca}.
 *
 * @param tls whether by TLS
 * @param exchange the topic exchange that runs pass through
 */
public record BrokerUrl(
    boolean tls, String user, String password, String host, int port, String vhost, String exchange)
    implements BrokerAccess {

  public static final String DEFAULT_EXCHANGE = "jararaca";

  private static final int PLAIN_PORT = 5672;
  private static final int TLS_PORT = 5671;
  private static final int MAX_NAME_BYTES = 127;
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.%]+]");
  private static final Pattern EXCHANGE = Pattern.compile("[A-Za-z0-9_.:-]+");
  private static final Pattern SHAPE =
      Pattern.compile(
          "(?<scheme>[^:/]*)://(?:(?<user>[^@:/?]*)(?::(?<password>[^@/?]*))?@)?"
              + "(?<host>\\[[^]@/?]*]|[^@:/?\\[]*)(?::(?<port>[^@/?]*))?"
              + "(?:/(?<vhost>[^@?]*))?(?:\\?(?<query>[^@]*))?");

  /**
   * Reads the setting BROKER_URL.
   *
   * @throws IllegalArgumentException naming BROKER_URL, the bad part and its mend, never the
   *     password
   */
  public static BrokerUrl parse(String text) {
    Matcher parts = SHAPE.matcher(text.strip());
    if (!parts.matches()) {
      throw bad(
          masked(text),
          "expected amqp://user:password@host:port/vhost?exchange=name;"
              + " write @ : / ? in user or password as %40 %3A %2F %3F");
    }
    String scheme = parts.group("scheme");
    if (!scheme.equals("amqp") && !scheme.equals("amqps")) {
      throw bad(masked(text), "the scheme \"" + scheme + "\" must be amqp, or amqps for TLS");
    }
    boolean tls = scheme.equals("amqps");
    return new BrokerUrl(
        tls,
        decoded(parts.group("user"), "user", "guest", text),
        decoded(parts.group("password"), "password", "guest", text),
        host(parts.group("host"), text),
        port(parts.group("port"), tls ? TLS_PORT : PLAIN_PORT, text),
        vhost(parts.group("vhost"), text),
        exchange(parts.group("query"), text));
  }

  @Override
  public BrokerUrl url() {
    return this;
  }

  /** The authorities of the JVM. */
  @Override
  public SSLContext trust() throws IOException {
    try {
      return SSLContext.getDefault();
    } catch (NoSuchAlgorithmException e) {
      throw new IOException("this JVM has no TLS", e);
    }
  }

  /** The URL, with {@code ***} for the password. */
  @Override
  public String toString() {
    return (tls ? "amqps" : "amqp")
        + "://"
        + encoded(user)
        + ":***@"
        + host
        + ":"
        + port
        + "/"
        + encoded(vhost)
        + "?exchange="
        + encoded(exchange);
  }

  private static String host(String value, String url) {
    if (!HOST.matcher(value).matches()) {
      throw bad(masked(url), "the host \"" + value + "\" must be a name or an address");
    }
    return value;
  }

  private static int port(@Nullable String value, int none, String url) {
    if (value == null) {
      return none;
    }
    if (!value.matches("[0-9]{1,5}")
        || Integer.parseInt(value) < 1
        || Integer.parseInt(value) > 65535) {
      // It may be a password whose @host is missing.
      throw bad(
          masked(url).replace(":" + value, ":***"),
          "the port must be 1 to 65535 (and @ : / ? in a password are written %40 %3A %2F %3F)");
    }
    return Integer.parseInt(value);
  }

  private static String vhost(@Nullable String value, String url) {
    if (value != null && value.contains("/")) {
      throw bad(
          masked(url), "the virtual host \"" + value + "\" must be one name: write / in it as %2F");
    }
    return decoded(value == null || value.isEmpty() ? null : value, "virtual host", "/", url);
  }

  private static String exchange(@Nullable String query, String url) {
    if (query == null || query.isEmpty()) {
      return DEFAULT_EXCHANGE;
    }
    String name = DEFAULT_EXCHANGE;
    for (String parameter : query.split("&", -1)) {
      if (!parameter.startsWith("exchange=")) {
        throw bad(
            masked(url),
            "the parameter \"" + parameter + "\" is unknown: only exchange=name is read");
      }
      name = decoded(parameter.substring("exchange=".length()), "exchange", "", url);
    }
    if (!EXCHANGE.matcher(name).matches()
        || name.length() > MAX_NAME_BYTES
        || name.startsWith("amq.")) {
      throw bad(
          masked(url),
          "the exchange \""
              + name
              + "\" must be 1 to 127 letters, digits and \"_.:-\", and not begin with amq.");
    }
    return name;
  }

  private static String decoded(@Nullable String value, String part, String none, String url) {
    if (value == null) {
      return none;
    }
    try {
      return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw bad(
          masked(url),
          "the " + part + " has a \"%\" that is not followed by two hexadecimal digits");
    }
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** Hides all that might be a password, however broken the URL. */
  private static String masked(String url) {
    int at = url.lastIndexOf('@');
    if (at < 0) {
      return url;
    }
    int slashes = url.indexOf("://");
    int from = slashes < 0 ? 0 : slashes + 3;
    int colon = url.indexOf(':', from);
    boolean named = colon >= 0 && colon < at;
    return url.substring(0, named ? colon + 1 : Math.min(from, at)) + "***" + url.substring(at);
  }

  private static IllegalArgumentException bad(String url, String mend) {
    return new IllegalArgumentException("BROKER_URL \"" + url + "\": " + mend);
  }
}
