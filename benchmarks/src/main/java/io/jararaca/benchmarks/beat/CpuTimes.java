package io.jararaca.benchmarks.beat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What this process and the servers that its parent started have spent so far, in milliseconds of
 * one core. A server that is not the parent's counts as 0.
 */
record CpuTimes(long beatMs, long redisMs, long rabbitMs) {

  static CpuTimes now() {
    return new CpuTimes(
        millis(ProcessHandle.current()), ofSibling("redis-server"), ofSibling("beam.smp"));
  }

  CpuTimes since(CpuTimes before) {
    return new CpuTimes(
        beatMs - before.beatMs, redisMs - before.redisMs, rabbitMs - before.rabbitMs);
  }

  private static long ofSibling(String program) {
    return ProcessHandle.current().parent().stream()
        .flatMap(ProcessHandle::descendants)
        .filter(process -> name(process).equals(Optional.of(program)))
        .mapToLong(CpuTimes::millis)
        .sum();
  }

  private static Optional<String> name(ProcessHandle process) {
    return process.info().command().map(command -> Path.of(command).getFileName().toString());
  }

  private static long millis(ProcessHandle process) {
    return process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis();
  }
}
