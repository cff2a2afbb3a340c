package io.jararaca.rabbitmq;

import java.time.DateTimeException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a message's headers; what is wrong with one names it. Values may be text or numbers. */
final class HeaderReader {

  private final Map<String, Object> headers;

  HeaderReader(@Nullable Map<String, Object> headers) {
    this.headers = headers == null ? Map.of() : headers;
  }

  /**
   * Reads a value from its text; throws IllegalArgumentException or DateTimeException on a bad one.
   */
  interface Parser<T> {
    T parse(String text);
  }

  /** Makes a value from several headers. */
  interface Maker<T> {
    T make() throws UnreadableMessageException;
  }

  String text(String name) throws UnreadableMessageException {
    Object value = headers.get(name);
    if (value == null) {
      throw new UnreadableMessageException("header " + name + ": missing");
    }
    return value.toString();
  }

  void require(String name, String expected) throws UnreadableMessageException {
    String found = text(name);
    if (!found.equals(expected)) {
      throw new UnreadableMessageException(
          "header " + name + " \"" + found + "\": expected \"" + expected + "\"");
    }
  }

  <T> T read(String name, Parser<T> parser) throws UnreadableMessageException {
    String text = text(name);
    try {
      return parser.parse(text);
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new UnreadableMessageException(
          "header " + name + " \"" + text + "\": " + e.getMessage());
    }
  }

  /** Reads a header, or, when it is absent, what that means. */
  <T> T readOr(String name, String absent, Parser<T> parser) throws UnreadableMessageException {
    return headers.get(name) == null ? parser.parse(absent) : read(name, parser);
  }

  <T> @Nullable T readIfPresent(String name, Parser<T> parser) throws UnreadableMessageException {
    return headers.get(name) == null ? null : read(name, parser);
  }

  <T> T made(String name, Maker<T> maker) throws UnreadableMessageException {
    try {
      return maker.make();
    } catch (IllegalArgumentException e) {
      throw new UnreadableMessageException("header " + name + ": " + e.getMessage());
    }
  }

  /** The user's own headers, under the names that the user gave them. */
  Map<String, String> user() {
    Map<String, String> user = new HashMap<>();
    headers.forEach(
        (name, value) -> {
          if (value != null && name.startsWith(WireHeaders.USER)) {
            user.put(name.substring(WireHeaders.USER.length()), value.toString());
          } else if (value != null && WireHeaders.TRACE.contains(name)) {
            user.put(name, value.toString());
          }
        });
    return user;
  }
}
