package io.jararaca.benchmarks.beat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What became of a burst. Times are milliseconds from the due instant to the last run; processor
 * times are milliseconds of one core, 0 for a server that the bench did not start.
 *
 * @param runs published, each once, and Dispatched in the ledger
 * @param claimedMs when the last was claimed
 * @param confirmedMs when the last was confirmed by the broker
 * @param committedMs when the ledger had recorded the last confirm
 */
public record BurstResult(
    int runs,
    long claimedMs,
    long confirmedMs,
    long committedMs,
    long beatCpuMs,
    long redisCpuMs,
    long rabbitCpuMs) {
  private static final Pattern LINE =
      Pattern.compile(
          "burst of (\\d+): claimed (\\d+), confirmed (\\d+), committed (\\d+) ms;"
              + " processor: beat (\\d+), redis (\\d+), rabbitmq (\\d+) ms");

  /** Runs a second, all told. */
  public double perSecond() {
    return runs * 1000.0 / committedMs;
  }

  static BurstResult parse(String line) {
    Matcher found = LINE.matcher(line);
    if (!found.find()) {
      throw new IllegalArgumentException("not a burst's result: " + line);
    }
    return new BurstResult(
        Integer.parseInt(found.group(1)),
        Long.parseLong(found.group(2)),
        Long.parseLong(found.group(3)),
        Long.parseLong(found.group(4)),
        Long.parseLong(found.group(5)),
        Long.parseLong(found.group(6)),
        Long.parseLong(found.group(7)));
  }

  String line() {
    return "burst of %d: claimed %d, confirmed %d, committed %d ms; processor: beat %d, redis %d, rabbitmq %d ms"
        .formatted(runs, claimedMs, confirmedMs, committedMs, beatCpuMs, redisCpuMs, rabbitCpuMs);
  }
}
