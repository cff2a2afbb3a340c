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
    Instant start = spec.startTime();
    Instant end = spec.endTime();
    words.append(bound(", not before ", start)).append(bound(", not after ", end));
    if (!spec.jitter().isZero()) {
      words.append(", up to ").append(duration(spec.jitter().toSeconds())).append(" later");
    }
    return words.toString();
  }

  static String cron(CronTiming cron) {
    String days = DayWords.of(cron.days());
    String times = TimeWords.of(cron.times());
    if (days.isEmpty()) {
      return times.startsWith("at") && TimeWords.few(cron.times()) ? times + " every day" : times;
    }
    return times + " " + days;
  }

  static String duration(long seconds) {
    List<String> parts = new ArrayList<>();
    add(parts, seconds / 86_400, "day");
    add(parts, seconds / 3600 % 24, "hour");
    add(parts, seconds / 60 % 60, "minute");
    add(parts, seconds % 60, "second");
    return parts.size() == 1 && parts.get(0).startsWith("1 ")
        ? parts.get(0).substring(2)
        : String.join(" ", parts);
  }

  /** {@code a, b and c}. */
  static String list(List<String> words) {
    int last = words.size() - 1;
    return last < 1
        ? String.join("", words)
        : String.join(", ", words.subList(0, last)) + " and " + words.get(last);
  }

  /** The bits of a mask, in words; runs of three and more as {@code a to c}. */
  static List<String> runs(long mask, IntFunction<String> name) {
    List<String> words = new ArrayList<>();
    for (int bit = 0; bit < 64; bit++) {
      int end = bit;
      while (end < 64 && (mask >>> end & 1) != 0) {
        end++;
      }
      if (end - bit >= SHORTEST_RUN) {
        words.add(name.apply(bit) + " to " + name.apply(end - 1));
      } else {
        for (int single = bit; single < end; single++) {
          words.add(name.apply(single));
        }
      }
      bit = end;
    }
    return words;
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
