package io.jararaca.core.run;

import static java.util.Objects.requireNonNull;

import java.util.regex.Pattern;

/**
 * A handler in a namespace: what runs are addressed to, and what a queue exists for.
 *
 * @param namespace a Kubernetes namespace name, 1 to 63 characters
 * @param name 1 to 128 characters: letters, digits, {@code . _ -}, a letter or digit at both ends
 */
public record HandlerRef(String namespace, String name) {

  private static final Pattern NAMESPACE = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
  private static final Pattern NAME =
      Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]{0,126}[A-Za-z0-9])?");

  public HandlerRef {
    requireNonNull(namespace, "namespace");
    requireNonNull(name, "handler");
    if (!NAMESPACE.matcher(namespace).matches()) {
      throw new IllegalArgumentException(
          "namespace \""
              + namespace
              + "\": use 1 to 63 lower-case letters, digits and \"-\", a letter or digit at both ends");
    }
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "handler \""
              + name
              + "\": use 1 to 128 letters, digits, \".\", \"_\" and \"-\", a letter or digit at both ends");
    }
  }

  /** Reads what {@link #toString()} wrote. */
  public static HandlerRef parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      throw new IllegalArgumentException("handler \"" + text + "\": expected namespace/name");
    }
    return new HandlerRef(text.substring(0, slash), text.substring(slash + 1));
  }

  @Override
  public String toString() {
    return namespace + "/" + name;
  }
}
