package io.jararaca.core.schedule;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Describes schedules in words. */
final class Words {
  private static final int SHORTEST_RUN = 3;

  private Words() {}

  static String schedule(ScheduleSpec spec, Timing timing) {
    StringBuilder words = new StringBuilder(timing.words());
    if (timing instanceof CronTiming) {
      words.append(", ").append(spec.timeZone());
    } else {
      words.append(", counted from ").append(spec.anchor());
    }
    words.append(bound(", not before ", spec.startTime()));
    words.append(bound(", not after ", spec.endTime()));
    if (!spec.jitter().isZero()) {
      words.append(", up to ").append(duration(spec.jitter().toSeconds())).append(" later");
    }
    return words.toString();
  }

  static String cron(CronTiming cron) {
    String days = DayWords.of(cron.days());
    String times = TimeWords.of(cron.times());
    if (days.isEmpty()) {
      return TimeWords.few(cron.times()) ? times + " every day" : times;
    }
    return times + " " + days;
  }

  /** {@code every hour}, {@code every 90 seconds}. */
  static String every(long seconds) {
    String duration = duration(seconds);
    boolean single = duration.startsWith("1 ") && duration.indexOf(' ', 2) < 0;
    return "every " + (single ? duration.substring(2) : duration);
  }

  /** {@code 1 hour 30 minutes}. */
  static String duration(long seconds) {
    List<String> parts = new ArrayList<>();
    add(parts, seconds / 86_400, "day");
    add(parts, seconds / 3600 % 24, "hour");
    add(parts, seconds / 60 % 60, "minute");
    add(parts, seconds % 60, "second");
    return String.join(" ", parts);
  }

  /** {@code a, b and c}. */
  static String list(List<String> words) {
    return list(words, "and");
  }

  static String list(List<String> words, String conjunction) {
    int last = words.size() - 1;
    return last < 1
        ? String.join("", words)
        : String.join(", ", words.subList(0, last)) + " " + conjunction + " " + words.get(last);
  }

  /**
   * The values of a mask, in words; three and more that follow each other as {@code a to c}.
   *
   * @param low the value of the lowest bit of a cycle
   * @param size how many values the cycle has; a run may go on past its end
   */
  static List<String> runs(long mask, int low, int size, IntFunction<String> name) {
    List<String> words = new ArrayList<>();
    int start = startOfRun(mask, low, size);
    for (int i = 0; i < size; i++) {
      int end = i;
      while (end < size && has(mask, low, size, start + end)) {
        end++;
      }
      if (end - i >= SHORTEST_RUN) {
        words.add(
            name.apply(low + (start + i) % size)
                + " to "
                + name.apply(low + (start + end - 1) % size));
      } else {
        for (int single = i; single < end; single++) {
          words.add(name.apply(low + (start + single) % size));
        }
      }
      i = end;
    }
    return words;
  }

  /** The place of a value that is not set before one that is; 0 if the cycle is not wrapped. */
  private static int startOfRun(long mask, int low, int size) {
    if (!has(mask, low, size, 0) || !has(mask, low, size, size - 1)) {
      return 0;
    }
    for (int i = size - 1; i > 0; i--) {
      if (!has(mask, low, size, i)) {
        return i + 1;
      }
    }
    return 0;
  }

  private static boolean has(long mask, int low, int size, int place) {
    return (mask >>> low + place % size & 1) != 0;
  }

  private static String bound(String words, @Nullable Instant instant) {
    return instant == null ? "" : words + instant;
  }

  private static void add(List<String> parts, long number, String unit) {
    if (number > 0) {
      parts.add(number + " " + unit + (number == 1 ? "" : "s"));
    }
  }
}
