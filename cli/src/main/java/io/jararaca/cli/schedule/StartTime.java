package io.jararaca.cli.schedule;

import io.jararaca.cli.CommandFailure;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.TemporalAccessor;

/** Reads {@code --from}. */
final class StartTime {

  private static final DateTimeFormatter FORMS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd['T'HH:mm[:ss][XXX]]");

  private StartTime() {}

  /** An instant with its offset, or a local time or date of the zone. */
  static Instant parse(String text, ZoneId zone) {
    TemporalAccessor read;
    try {
      read = FORMS.parseBest(text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
    } catch (DateTimeParseException e) {
      throw CommandFailure.usage(
          "--from \"%s\": write it like 2026-03-28T12:00:00Z, 2026-03-28T12:00 or 2026-03-28"
              .formatted(text));
    }
    if (read instanceof OffsetDateTime instant) {
      return instant.toInstant();
    }
    return read instanceof LocalDateTime local
        ? local.atZone(zone).toInstant()
        : ((LocalDate) read).atStartOfDay(zone).toInstant();
  }
}
