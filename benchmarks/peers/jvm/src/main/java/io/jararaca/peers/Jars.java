package io.jararaca.peers;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is on the class path. */
final class Jars {
  private static final Pattern VERSION = Pattern.compile("-([0-9][0-9.]*)\\.jar$");

  private Jars() {}

  /** The version in the name of the jar that a class is from. */
  static String version(Class<?> of) {
    String jar =
        Path.of(of.getProtectionDomain().getCodeSource().getLocation().getPath()).toString();
    Matcher matcher = VERSION.matcher(jar);
    if (!matcher.find()) {
      throw new IllegalStateException(jar + " names no version");
    }
    return matcher.group(1);
  }
}
