package io.jararaca.core.simulation;

import io.jararaca.core.schedule.DstGapPolicy;
import io.jararaca.core.schedule.ScheduleSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * A schedule whose ticks are found the plain way: by looking at every second. Knows nothing of the
 * arithmetic that it is compared with.
 *
 * @param every seconds of {@code @every}; 0: the cron fields count
 * @param seconds step of the seconds' field
 * @param minutes {@code *}, or a number
 * @param hours {@code *}, {@code *}{@code /2}, or a number
 */
record PlainSchedule(
    int every,
    int seconds,
    String minutes,
    String hours,
    String zone,
    DstGapPolicy gapPolicy,
    Duration jitter) {

  ScheduleSpec spec() {
    return new ScheduleSpec(
        every > 0 ? "@every " + every + "s" : cron(),
        zone,
        gapPolicy,
        null,
        null,
        jitter,
        Instant.EPOCH);
  }

  private String cron() {
    return "*/" + seconds + " " + minutes + " " + hours + " * * *";
  }

  /** The ticks after the one instant, up to and including the other. */
  NavigableSet<Instant> ticks(Instant after, Instant upTo) {
    NavigableSet<Instant> ticks = new TreeSet<>();
    ZoneRules rules = ZoneId.of(zone).getRules();
    for (long second = after.getEpochSecond() + 1; second <= upTo.getEpochSecond(); second++) {
      if (every > 0 ? second % every == 0 : fires(rules, second)) {
        ticks.add(Instant.ofEpochSecond(second));
      }
    }
    return ticks;
  }

  private boolean fires(ZoneRules rules, long second) {
    ZoneOffset offset = rules.getOffset(Instant.ofEpochSecond(second));
    ZoneOffset before = rules.getOffset(Instant.ofEpochSecond(second - 1));
    LocalDateTime local = LocalDateTime.ofEpochSecond(second, 0, offset);
    if (matches(local) && !(secondPass(rules, local, offset) && !hours.startsWith("*"))) {
      return true;
    }
    int gap = offset.getTotalSeconds() - before.getTotalSeconds();
    if (gap <= 0 || gapPolicy == DstGapPolicy.SKIP || hours.equals("*")) {
      return false;
    }
    for (int lost = 1; lost <= gap; lost++) {
      if (matches(local.minusSeconds(lost))) {
        return true;
      }
    }
    return false;
  }

  private static boolean secondPass(ZoneRules rules, LocalDateTime local, ZoneOffset offset) {
    List<ZoneOffset> offsets = rules.getValidOffsets(local);
    return offsets.size() == 2 && offsets.get(1).equals(offset);
  }

  private boolean matches(LocalDateTime local) {
    return local.getSecond() % seconds == 0
        && (minutes.equals("*") || local.getMinute() == Integer.parseInt(minutes))
        && switch (hours) {
          case "*" -> true;
          case "*/2" -> local.getHour() % 2 == 0;
          default -> local.getHour() == Integer.parseInt(hours);
        };
  }
}
