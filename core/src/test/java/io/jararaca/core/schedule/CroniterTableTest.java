package io.jararaca.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Ticks around every change of clocks from 2015 to 2037, as croniter's calendar and Python's zone
 * data have them.
 */
class CroniterTableTest {
  private static final OracleTable TABLE = OracleTable.read("croniter.tsv");

  private static final Pattern NEAREST = Pattern.compile("\\b(\\d+)W\\b");
  private static final int ALL_HOURS = (1 << 24) - 1;

  /** Where croniter, asked in the zone itself, says something else than the rules we promise. */
  private enum Disagreement {
    /** It fires fixed hours again in the second pass of a repeated hour; ours only in the first. */
    FIXED_HOUR_IN_SECOND_PASS,
    /** It always moves a tick lost in a gap to the gap's end; ours not under the policy Skip. */
    MOVED_DESPITE_SKIP,
    /** It leaves a gap in steps of a minute and keeps the second; ours fires at the gap's end. */
    MOVED_WITH_ITS_SECOND,
    /** It takes 0-23 for a star, which loses nothing in a gap; ours moves the lost tick. */
    ALL_HOURS_TAKEN_FOR_A_STAR,
    /** It passes over a tick of a star with a step in a second pass of a part of an hour. */
    STEPPED_STAR_LOST_IN_SECOND_PASS,
    UNEXPLAINED
  }

  @Test
  void the_table_is_as_large_as_it_should_be() {
    List<String[]> rows = TABLE.rows();

    assertThat(rows).hasSizeGreaterThan(7_000);
    assertThat(rows.stream().map(row -> row[0]).distinct()).hasSizeGreaterThan(250);
    assertThat(rows.stream().map(row -> row[1]).distinct()).hasSize(20);
  }

  @Test
  void the_zone_data_of_this_jvm_is_that_of_the_table() {
    Map<String, List<Instant>> expected =
        TABLE.comments().stream()
            .filter(cells -> cells[0].equals("# transition"))
            .collect(
                Collectors.groupingBy(
                    cells -> cells[1],
                    TreeMap::new,
                    Collectors.mapping(cells -> Instant.parse(cells[2]), Collectors.toList())));

    assertThat(expected).hasSizeGreaterThan(12);
    expected.forEach(
        (zone, transitions) ->
            assertThat(transitions(zone))
                .as("%s in %s; else make the table again", zone, ZoneData.version())
                .isEqualTo(transitions));
  }

  @Test
  void next_and_count_are_those_of_croniters_calendar_and_pythons_zones() {
    List<String> different = new ArrayList<>();
    Set<String> others = new TreeSet<>();

    for (String[] row : TABLE.rows()) {
      Schedule schedule = schedule(row);
      Instant after = Instant.parse(row[3]);
      String next = schedule.next(after).map(Instant::toString).orElse("never");
      long count = schedule.count(after, after.plus(Duration.ofDays(1)));
      if (isNearestToNoDay(row)) {
        others.add(row[0]);
      } else if (!next.equals(row[4]) || !row[5].equals("-") && count != Long.parseLong(row[5])) {
        different.add(String.join(" | ", row) + " but ours is " + next + " and " + count);
      }
    }

    assertThat(different).isEmpty();
    assertThat(others).contains("0 12 29W * *", "0 12 30W * *", "0 12 31W * *");
  }

  @Test
  void the_weekday_nearest_to_a_day_that_a_month_lacks_is_none() {
    for (String[] row : TABLE.rows()) {
      if (isNearestToNoDay(row)) {
        Instant next = schedule(row).next(Instant.parse(row[3])).orElseThrow();
        assertThat(next).as("%s", String.join(" | ", row)).isAfter(Instant.parse(row[4]));
      }
    }
  }

  @Test
  void every_disagreement_with_croniters_own_idea_of_zones_is_explained() {
    Map<Disagreement, Integer> counts = new EnumMap<>(Disagreement.class);
    List<String> unexplained = new ArrayList<>();

    for (String[] row : TABLE.rows()) {
      if (!row[6].isEmpty()) {
        Disagreement disagreement = disagreement(row);
        counts.merge(disagreement, 1, Integer::sum);
        if (disagreement == Disagreement.UNEXPLAINED) {
          unexplained.add(String.join(" | ", row));
        }
      }
    }

    assertThat(unexplained).isEmpty();
    assertThat(counts).hasSize(Disagreement.values().length - 1);
  }

  /** For 31W in a month of 30 days croniter takes the 30th instead, which is what LW is for. */
  private static boolean isNearestToNoDay(String[] row) {
    Matcher nearest = NEAREST.matcher(row[0]);
    return nearest.find()
        && Instant.parse(row[4]).atZone(ZoneId.of(row[1])).toLocalDate().lengthOfMonth()
            < Integer.parseInt(nearest.group(1));
  }

  private static Disagreement disagreement(String[] row) {
    Instant own = Instant.parse(row[6]);
    Instant next = Instant.parse(row[4]);
    ZoneRules rules = ZoneId.of(row[1]).getRules();
    TimesOfDay times = ((CronTiming) Timing.parse(row[0])).times();
    boolean anyHour = times.anyHour();
    ZoneOffsetTransition change = rules.previousTransition(own.plusSeconds(1));
    if (own.isBefore(next)) {
      if (isSecondPass(rules, own) && !anyHour) {
        return Disagreement.FIXED_HOUR_IN_SECOND_PASS;
      }
      if (row[2].equals("Skip") && change.isGap() && minutesAfter(change, own) < 1) {
        return Disagreement.MOVED_DESPITE_SKIP;
      }
    }
    if (own.isAfter(next) && change.isGap() && change.getInstant().equals(next)) {
      if (minutesAfter(change, own) < 1) {
        return Disagreement.MOVED_WITH_ITS_SECOND;
      }
      if (times.hours() == ALL_HOURS && !anyHour) {
        return Disagreement.ALL_HOURS_TAKEN_FOR_A_STAR;
      }
    }
    return own.isAfter(next) && isSecondPass(rules, next) && anyHour && times.hours() != ALL_HOURS
        ? Disagreement.STEPPED_STAR_LOST_IN_SECOND_PASS
        : Disagreement.UNEXPLAINED;
  }

  private static boolean isSecondPass(ZoneRules rules, Instant instant) {
    ZoneOffsetTransition change = rules.previousTransition(instant.plusSeconds(1));
    LocalDateTime local = LocalDateTime.ofInstant(instant, rules.getOffset(instant));
    return change.isOverlap() && local.isBefore(change.getDateTimeBefore());
  }

  private static long minutesAfter(ZoneOffsetTransition change, Instant instant) {
    return Duration.between(change.getInstant(), instant).toMinutes();
  }

  private static Schedule schedule(String[] row) {
    return ScheduleSpec.of(row[0])
        .withTimeZone(row[1])
        .withDstGapPolicy(row[2].equals("Skip") ? DstGapPolicy.SKIP : DstGapPolicy.NEXT_VALID)
        .compile();
  }

  private static List<Instant> transitions(String zone) {
    ZoneRules rules = ZoneId.of(zone).getRules();
    Instant end = Instant.parse("2038-01-01T00:00:00Z");
    return Stream.iterate(
            rules.nextTransition(Instant.parse("2015-01-01T00:00:00Z")),
            change -> change != null && change.getInstant().isBefore(end),
            change -> rules.nextTransition(change.getInstant()))
        .map(ZoneOffsetTransition::getInstant)
        .toList();
  }
}
