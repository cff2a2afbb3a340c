package io.jararaca.cli.output;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Instants as people read them. */
public final class Times {

  private Times() {}

  /** To the second; none: empty. */
  public static String text(@Nullable Instant instant) {
    return instant == null ? "" : instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
