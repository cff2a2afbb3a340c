package io.jararaca.core.schedule;

import static com.cronutils.model.CronType.QUARTZ;
import static org.assertj.core.api.Assertions.assertThat;

import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * cron-utils and we agree in UTC on drawn expressions. It is not asked in other zones: it loses
 * ticks in a gap.
 */
class CronUtilsComparisonTest {
  private static final CronParser PARSER =
      new CronParser(CronDefinitionBuilder.instanceDefinitionFor(QUARTZ));
  private static final long SEED = 20_150_101;

  private final Random random = new Random(SEED);

  @Test
  void next_ticks_in_utc_are_those_that_cron_utils_finds() {
    List<String> different = new ArrayList<>();

    for (int i = 0; i < 1_500; i++) {
      String expression = expression();
      Instant after =
          Instant.parse("2015-01-01T00:00:00Z").plusSeconds(random.nextInt(700_000_000));
      Schedule schedule = ScheduleSpec.of(expression).compile();
      ExecutionTime theirs = ExecutionTime.forCron(PARSER.parse(expression));
      for (int step = 0; step < 3; step++) {
        Instant next =
            theirs
                .nextExecution(ZonedDateTime.ofInstant(after, ZoneOffset.UTC))
                .map(ZonedDateTime::toInstant)
                .orElseThrow();
        Instant ours = schedule.next(after).orElseThrow();
        if (!ours.equals(next)) {
          different.add(expression + " after " + after + ": " + next + ", but ours is " + ours);
        }
        after = next;
      }
    }

    assertThat(different).as("seed %s", SEED).isEmpty();
  }

  private String expression() {
    boolean byWeek = random.nextBoolean();
    String month = random.nextInt(3) == 0 ? values(1, 12) : "*";
    return String.join(
        " ",
        random.nextBoolean() ? "0" : values(0, 59),
        values(0, 59),
        values(0, 23),
        byWeek ? "?" : dayOfMonth(),
        month,
        byWeek ? dayOfWeek() : "?");
  }

  private String dayOfMonth() {
    return switch (random.nextInt(5)) {
      case 0 -> "L";
      case 1 -> "LW";
      case 2 -> 1 + random.nextInt(28) + "W";
      case 3 -> "*";
      default -> values(1, 28);
    };
  }

  private String dayOfWeek() {
    List<String> names = List.of("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN");
    String name = names.get(random.nextInt(7));
    return switch (random.nextInt(4)) {
      case 0 -> name + "#" + (1 + random.nextInt(4));
      case 1 -> name + "L";
      case 2 -> names.get(0) + "-" + names.get(1 + random.nextInt(5));
      default -> name;
    };
  }

  private String values(int low, int high) {
    int one = low + random.nextInt(high - low);
    int other = one + 1 + random.nextInt(high - one);
    return switch (random.nextInt(5)) {
      case 0 -> "*";
      case 1 -> "*/" + (2 + random.nextInt(5));
      case 2 -> one + "-" + other;
      case 3 -> one + "," + other;
      default -> String.valueOf(one);
    };
  }
}
