package io.jararaca.core.schedule;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A valid schedule, ready to be asked. Immutable, safe for use by several threads, small.
 *
 * <p>A tick is named by its planned instant, a whole second, before jitter. Bounds are applied: no
 * tick lies before startTime or after endTime, nor outside the years 1 to 9999.
 */
public final class Schedule {
  private static final Duration LONGEST_JITTER = Duration.ofDays(1);

  private final ScheduleSpec spec;
  private final Ticks ticks;

  private Schedule(ScheduleSpec spec, Ticks ticks) {
    this.spec = spec;
    this.ticks = ticks;
  }

  static Schedule of(ScheduleSpec spec) {
    check(spec);
    Timing timing = Timing.parse(spec.expression());
    if (timing instanceof EveryTiming every) {
      return new Schedule(spec, new EveryTicks(spec.anchor().getEpochSecond(), every.seconds()));
    }
    CronTiming cron = (CronTiming) timing;
    return new Schedule(
        spec,
        new CronTicks(
            new LocalTicks(cron.times(), cron.days()),
            ZoneData.zone(spec.timeZone()).getRules(),
            spec.dstGapPolicy()));
  }

  /** Checks all but the expression. */
  static void check(ScheduleSpec spec) {
    ZoneData.zone(spec.timeZone());
    Duration jitter = spec.jitter();
    if (jitter.isNegative() || jitter.compareTo(LONGEST_JITTER) > 0 || jitter.getNano() != 0) {
      throw new InvalidScheduleException(
          "jitterSeconds",
          String.valueOf(jitter.toSeconds()),
          "whole seconds, 0 to " + LONGEST_JITTER.toSeconds());
    }
    Instant start = spec.startTime();
    Instant end = spec.endTime();
    if (start != null && end != null && end.isBefore(start)) {
      throw new InvalidScheduleException(
          "endTime", end.toString(), "not before startTime " + start);
    }
    inRange("startTime", start);
    inRange("endTime", end);
    inRange("creationTimestamp", spec.anchor());
  }

  private static void inRange(String field, @Nullable Instant instant) {
    if (instant != null
        && (instant.getEpochSecond() < Ticks.EARLIEST || instant.getEpochSecond() > Ticks.LATEST)) {
      throw new InvalidScheduleException(field, instant.toString(), "the years 1 to 9999");
    }
  }

  public ScheduleSpec spec() {
    return spec;
  }

  /** The first tick after an instant, itself excluded. */
  public Optional<Instant> next(Instant after) {
    return instant(nextSecond(secondAfter(after)));
  }

  /** The first {@code n} ticks after an instant, in order; fewer if the schedule ends. */
  public List<Instant> next(Instant after, int n) {
    List<Instant> found = new ArrayList<>(Math.min(n, 100));
    long tick = nextSecond(secondAfter(after));
    while (found.size() < n && tick != Ticks.NONE) {
      found.add(Instant.ofEpochSecond(tick));
      tick = nextSecond(tick + 1);
    }
    return List.copyOf(found);
  }

  /** The last tick before an instant, itself excluded. */
  public Optional<Instant> previous(Instant before) {
    return instant(previousSecond(secondFrom(before) - 1));
  }

  /** The last tick after the one instant and at or before the other. */
  public Optional<Instant> latest(Instant afterExclusive, Instant toInclusive) {
    long tick = previousSecond(secondAt(toInclusive));
    return tick >= secondAfter(afterExclusive) ? instant(tick) : Optional.empty();
  }

  /** How many ticks come after the one instant and at or before the other. */
  public long count(Instant afterExclusive, Instant toInclusive) {
    long from = Math.max(secondAfter(afterExclusive), earliest());
    long to = Math.min(secondAt(toInclusive), latest());
    return from > to ? 0 : ticks.count(from, to);
  }

  /**
   * When a tick is due: its planned instant plus the owner's share of the jitter.
   *
   * <p>The share is one fixed number of milliseconds for each owner, so it is the same on every
   * replica, keeps ticks in order and as far apart as they were planned, and spreads owners.
   */
  public Instant due(Instant planned, String ownerUid) {
    return planned.plus(jitter(ownerUid));
  }

  /** The owner's share of the jitter: from zero to {@link ScheduleSpec#jitter()}, milliseconds. */
  public Duration jitter(String ownerUid) {
    long most = spec.jitter().toMillis();
    return most == 0
        ? Duration.ZERO
        : Duration.ofMillis(Long.remainderUnsigned(hash(ownerUid), most + 1));
  }

  /** Why there is no tick at all, for a schedule that has none. */
  public Optional<String> never() {
    Optional<String> reason = ticks.never();
    if (reason.isPresent() || previousSecond(Ticks.LATEST) != Ticks.NONE) {
      return reason;
    }
    return Optional.of(
        ticks.atOrBefore(Ticks.LATEST) == Ticks.NONE
            ? "every tick falls into a gap of daylight saving time, and dstGapPolicy is Skip"
            : "no tick lies between startTime and endTime");
  }

  /** What the schedule does, in words: {@code at 03:00 every Monday, Europe/Berlin}. */
  public String describe() {
    return Words.schedule(spec, Timing.parse(spec.expression()));
  }

  /**
   * What a change of clocks does to a tick, in words: that it stands for one whose local time does
   * not exist, that one was skipped before it, or that its local time comes twice. Empty for the
   * ticks of all other days.
   *
   * @param tick one of this schedule's
   */
  public Optional<String> clockChange(Instant tick) {
    if (!(ticks instanceof CronTicks cron)) {
      return Optional.empty();
    }
    long second = tick.getEpochSecond();
    long previous = previousSecond(second - 1);
    return ClockChangeNotes.of(cron, second, previous == Ticks.NONE ? earliest() - 1 : previous);
  }

  @Override
  public String toString() {
    return spec.canonicalText();
  }

  private long nextSecond(long second) {
    long tick = ticks.atOrAfter(Math.max(second, earliest()));
    return tick <= latest() ? tick : Ticks.NONE;
  }

  private long previousSecond(long second) {
    long tick = ticks.atOrBefore(Math.min(second, latest()));
    return tick >= earliest() ? tick : Ticks.NONE;
  }

  private long earliest() {
    Instant start = spec.startTime();
    return start == null ? Ticks.EARLIEST : secondFrom(start);
  }

  private long latest() {
    Instant end = spec.endTime();
    return end == null ? Ticks.LATEST : end.getEpochSecond();
  }

  private static long secondAt(Instant instant) {
    return Math.min(instant.getEpochSecond(), Ticks.LATEST);
  }

  private static long secondFrom(Instant instant) {
    return instant.getEpochSecond() + (instant.getNano() > 0 ? 1 : 0);
  }

  private static long secondAfter(Instant instant) {
    return Math.max(instant.getEpochSecond() + 1, Ticks.EARLIEST);
  }

  private static Optional<Instant> instant(long second) {
    return second == Ticks.NONE ? Optional.empty() : Optional.of(Instant.ofEpochSecond(second));
  }

  /** FNV-1a, then the finalizer of MurmurHash3 for even low bits; fixed for ever. */
  private static long hash(String text) {
    long hash = 0xcbf29ce484222325L;
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ b & 0xff) * 0x100000001b3L;
    }
    hash = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
    hash = (hash ^ hash >>> 33) * 0xc4ceb9fe1a85ec53L;
    return hash ^ hash >>> 33;
  }
}
