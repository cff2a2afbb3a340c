package io.jararaca.crds.v1alpha1;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;

/** The times that people write. */
final class Rfc3339 {

  private Rfc3339() {}

  /**
   * Reads an RFC 3339 date-time with any offset.
   *
   * @param field the field's name, for the message
   * @throws IllegalArgumentException naming field, value and mend
   */
  static Instant parse(String field, String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "%s \"%s\" is not an RFC 3339 instant: write it like 2026-03-29T06:00:00Z or 2026-03-29T08:00:00+02:00"
              .formatted(field, text),
          e);
    }
  }
}
