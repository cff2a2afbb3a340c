package io.jararaca.core.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** Schedules and instants, drawn so that changes of clocks are met often. */
final class RandomSchedules {
  private static final List<String> ZONES = ZoneId.getAvailableZoneIds().stream().sorted().toList();
  private static final List<String> WEEKDAYS =
      List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");
  private static final long BEGIN = Instant.parse("1975-01-01T00:00:00Z").getEpochSecond();
  private static final long END = Instant.parse("2045-01-01T00:00:00Z").getEpochSecond();

  private final Random random;

  RandomSchedules(long seed) {
    random = new Random(seed);
  }

  ScheduleSpec spec() {
    return ScheduleSpec.of(chance(20) ? every() : cron())
        .withTimeZone(zone())
        .withDstGapPolicy(random.nextBoolean() ? DstGapPolicy.SKIP : DstGapPolicy.NEXT_VALID)
        .withAnchor(chance(2) ? Instant.EPOCH : instant())
        .withJitter(Duration.ofSeconds(chance(2) ? 0 : random.nextInt(3600)));
  }

  String zone() {
    return ZONES.get(random.nextInt(ZONES.size()));
  }

  Instant instant() {
    return Instant.ofEpochSecond(
        BEGIN + (long) (random.nextDouble() * (END - BEGIN)), random.nextInt(1_000_000_000));
  }

  /** Every other time within hours of a change of clocks. */
  Instant instantIn(String zone) {
    Instant instant = instant();
    ZoneRules rules = ZoneId.of(zone).getRules();
    ZoneOffsetTransition change = rules.nextTransition(instant);
    return change == null || random.nextBoolean()
        ? instant
        : change.getInstant().plusSeconds(between(-9000, 9000));
  }

  int between(int low, int high) {
    return low + random.nextInt(high - low + 1);
  }

  private String every() {
    return "@every " + between(1, 100_000) + "s";
  }

  private String cron() {
    String second = chance(3) ? values(0, 59, 3) + " " : "";
    String hour = random.nextBoolean() ? values(0, 4, 3) : values(0, 23, 2);
    return second
        + String.join(" ", values(0, 59, 3), hour, dayOfMonth(), values(1, 12, 1), dayOfWeek());
  }

  private String dayOfMonth() {
    return drawn(
        () -> "*",
        () -> "*",
        () -> "?",
        () -> values(1, 31, 4),
        () -> values(1, 31, 4) + "," + values(1, 31, 4),
        () -> "L",
        () -> "L-" + between(1, 30),
        () -> "LW",
        () -> between(1, 31) + "W",
        () -> between(1, 15) + ",L-" + between(0, 5) + "W");
  }

  private String dayOfWeek() {
    return drawn(
        () -> "*",
        () -> "*",
        () -> "?",
        () -> values(0, 6, 4),
        () -> weekday(),
        () -> weekday() + "-" + weekday(),
        () -> weekday() + "#" + between(1, 5),
        () -> weekday() + "L",
        () -> weekday() + "," + weekday() + "#2");
  }

  private String weekday() {
    return WEEKDAYS.get(random.nextInt(7));
  }

  /** A field; one time in {@code stars} it is a star. */
  private String values(int low, int high, int stars) {
    if (chance(stars)) {
      return "*";
    }
    return drawn(
        () -> String.valueOf(between(low, high)),
        () -> String.valueOf(between(low, high)),
        () -> between(low, high) + "," + between(low, high),
        () -> between(low, high) + "-" + between(low, high),
        () -> "*/" + between(1, high - low),
        () -> between(low, high) + "/" + between(1, high - low),
        () -> between(low, high) + "-" + between(low, high) + "/" + between(1, 7));
  }

  @SafeVarargs
  private String drawn(Supplier<String>... kinds) {
    return kinds[random.nextInt(kinds.length)].get();
  }

  private boolean chance(int oneIn) {
    return random.nextInt(oneIn) == 0;
  }
}
