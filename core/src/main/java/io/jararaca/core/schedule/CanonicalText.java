package io.jararaca.core.schedule;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Version 1 of the text of a schedule: {@code v1|0 3 * * MON|tz=Europe/Berlin|jitter=30}.
 *
 * <p>A text is kept in Redis as long as its action and compared as it stands. So whatever a release
 * writes, later ones must write too: a change here is an edit of every schedule there is.
 */
final class CanonicalText {
  private static final String VERSION = "v1";
  private static final String UTC = "UTC";

  private CanonicalText() {}

  static String of(ScheduleSpec spec) {
    Schedule.check(spec);
    Timing timing = Timing.parse(spec.expression());
    StringJoiner text = new StringJoiner("|").add(VERSION).add(timing.text());
    if (timing instanceof CronTiming) {
      if (!spec.timeZone().equals(UTC)) {
        text.add("tz=" + spec.timeZone());
      }
      if (spec.dstGapPolicy() == DstGapPolicy.SKIP) {
        text.add("gap=Skip");
      }
    } else if (!spec.anchor().equals(Instant.EPOCH)) {
      text.add("anchor=" + spec.anchor().truncatedTo(ChronoUnit.SECONDS));
    }
    add(text, "start=", spec.startTime());
    add(text, "end=", spec.endTime());
    if (!spec.jitter().isZero()) {
      text.add("jitter=" + spec.jitter().toSeconds());
    }
    return text.toString();
  }

  private static void add(StringJoiner text, String key, @Nullable Instant value) {
    if (value != null) {
      text.add(key + value);
    }
  }

  static ScheduleSpec parse(String text) {
    String[] parts = text.split("\\|", -1);
    if (parts.length < 2 || !parts[0].equals(VERSION)) {
      throw new IllegalArgumentException("not a schedule of version " + VERSION + ": " + text);
    }
    ScheduleSpec spec = ScheduleSpec.of(parts[1]);
    for (int i = 2; i < parts.length; i++) {
      int equals = parts[i].indexOf('=');
      String value = parts[i].substring(equals + 1);
      try {
        spec =
            switch (parts[i].substring(0, Math.max(equals, 0))) {
              case "tz" -> spec.withTimeZone(value);
              case "gap" -> spec.withDstGapPolicy(gapPolicy(value));
              case "start" -> spec.withBounds(Instant.parse(value), spec.endTime());
              case "end" -> spec.withBounds(spec.startTime(), Instant.parse(value));
              case "jitter" -> spec.withJitter(Duration.ofSeconds(Long.parseLong(value)));
              case "anchor" -> spec.withAnchor(Instant.parse(value));
              default -> throw new IllegalArgumentException("unknown part " + parts[i]);
            };
      } catch (DateTimeException | NumberFormatException e) {
        throw new IllegalArgumentException("unreadable part " + parts[i] + " of " + text, e);
      }
    }
    Schedule.check(spec);
    return spec;
  }

  private static DstGapPolicy gapPolicy(String value) {
    if (value.equals("Skip")) {
      return DstGapPolicy.SKIP;
    }
    throw new IllegalArgumentException("unknown gap policy " + value);
  }
}
