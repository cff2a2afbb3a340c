package io.jararaca.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of a function, as arguments.lua reads them: all text, milliseconds, absent is
 * empty.
 */
final class FunctionArguments {

  private static final byte[] NONE = new byte[0];

  private final List<byte[]> values = new ArrayList<>();

  FunctionArguments add(@Nullable String text) {
    return add(text == null ? NONE : text.getBytes(UTF_8));
  }

  FunctionArguments add(byte[] bytes) {
    values.add(bytes);
    return this;
  }

  FunctionArguments add(long number) {
    return add(Long.toString(number));
  }

  FunctionArguments add(@Nullable Integer number) {
    return number == null ? add(NONE) : add((long) number);
  }

  FunctionArguments add(boolean flag) {
    return add(flag ? "1" : "0");
  }

  FunctionArguments add(@Nullable Instant instant) {
    return instant == null ? add(NONE) : add(instant.toEpochMilli());
  }

  /** Whole milliseconds; a shorter time than one is one, since 0 says none. */
  FunctionArguments add(@Nullable Duration duration) {
    if (duration == null) {
      return add(NONE);
    }
    return add(duration.isZero() ? 0 : Math.max(1, duration.toMillis()));
  }

  List<byte[]> values() {
    return values;
  }
}
