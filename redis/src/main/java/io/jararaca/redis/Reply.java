package io.jararaca.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a function answered: numbers, texts and lists of them by position. A reply that is one value
 * is a list of it.
 */
final class Reply {

  private final List<@Nullable Object> values;

  Reply(@Nullable List<@Nullable Object> values) {
    this.values = values == null ? List.of() : values;
  }

  int size() {
    return values.size();
  }

  /** Whether the answer was nothing at all. */
  boolean isNone() {
    return values.isEmpty() || (values.size() == 1 && values.get(0) == null);
  }

  byte[] bytes(int i) {
    if (values.get(i) instanceof byte[] bytes) {
      return bytes;
    }
    throw unexpected(i, "text");
  }

  String text(int i) {
    return new String(bytes(i), UTF_8);
  }

  @Nullable String optionalText(int i) {
    return values.get(i) == null ? null : text(i);
  }

  long number(int i) {
    if (values.get(i) instanceof Long number) {
      return number;
    }
    throw unexpected(i, "a number");
  }

  int smallNumber(int i) {
    return Math.toIntExact(number(i));
  }

  boolean flag(int i) {
    return number(i) != 0;
  }

  Instant instant(int i) {
    return Instant.ofEpochMilli(number(i));
  }

  /** 0 is none. */
  @Nullable Instant optionalInstant(int i) {
    return number(i) == 0 ? null : instant(i);
  }

  /** 0 is none. */
  @Nullable Duration optionalDuration(int i) {
    return number(i) == 0 ? null : Duration.ofMillis(number(i));
  }

  /** A value that is a list, or a value that stands for a list of itself. */
  @SuppressWarnings("unchecked")
  Reply list(int i) {
    Object value = values.get(i);
    return value instanceof List<?> list
        ? new Reply((List<@Nullable Object>) list)
        : new Reply(java.util.Collections.singletonList(value));
  }

  /** The values from that position on. */
  Reply from(int i) {
    return new Reply(values.subList(i, size()));
  }

  Stream<String> texts() {
    return IntStream.range(0, size()).mapToObj(this::text);
  }

  /** Each value from position {@code from} on, as {@link #list} gives it. */
  Stream<Reply> lists(int from) {
    return IntStream.range(from, size()).mapToObj(this::list);
  }

  private IllegalStateException unexpected(int i, String expected) {
    return new IllegalStateException(
        "Redis answered " + values.get(i) + " at position " + i + " where we expect " + expected);
  }
}
