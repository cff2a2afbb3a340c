package io.jararaca.e2e.mainjob;

import io.jararaca.e2e.install.Replica;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;

/**
 * A time in which no operator works, and two ticks in it. When it ends, the later tick is late by
 * more than catchUp None bears.
 */
final class Outage {

  private static final Duration LEAD = Duration.ofSeconds(15);
  private static final Duration LATE = Duration.ofSeconds(12);

  private final ZonedDateTime first;

  Outage(Instant now) {
    ZonedDateTime at = now.plus(LEAD).atZone(ZoneOffset.UTC).truncatedTo(ChronoUnit.SECONDS);
    first = at.getSecond() > 55 ? at.plusSeconds(5) : at; // both ticks within one minute
  }

  Instant first() {
    return first.toInstant();
  }

  Instant second() {
    return first().plusSeconds(2);
  }

  /** An expression with these two ticks alone, for today. */
  String cron() {
    return "%d,%d %d %d * * *"
        .formatted(first.getSecond(), first.getSecond() + 2, first.getMinute(), first.getHour());
  }

  void passOver(Replica operator) {
    FieldStage.waitUntil(first().minusSeconds(2));
    operator.process().freeze();
    FieldStage.waitUntil(second().plus(LATE));
    operator.process().thaw();
  }
}
