package io.jararaca.benchmarks.limits;

import io.jararaca.e2e.process.OsProcess;
import io.jararaca.e2e.process.Sandbox;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Redis reaches for the cheapest calls that resemble ours. Measured by redis-benchmark.
 *
 * @param writesPerSecond HSET of 200 bytes, one at a time from 16 connections
 * @param pipelinedWritesPerSecond the same, 100 in a pipeline, as the beat sends them
 * @param scriptsPerSecond a script that does one HSET, one at a time from 16 connections
 */
public record RedisLimit(
    double writesPerSecond, double pipelinedWritesPerSecond, double scriptsPerSecond) {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String VALUE = "x".repeat(200);
  private static final String HASH = "limits";

  /** redis-benchmark puts a number from 0 to the keyspace's size here. */
  private static final String FIELD = "__rand_int__";

  private static final Pattern RATE = Pattern.compile("\"([0-9.]+)\"");

  /**
   * Measures.
   *
   * @param backendUrl of a Redis in which the key {@code limits} may be made
   */
  public static RedisLimit measure(Sandbox sandbox, String backendUrl) {
    String script = "return redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])";
    return new RedisLimit(
        rate(sandbox, backendUrl, 1, "HSET", HASH, FIELD, VALUE),
        rate(sandbox, backendUrl, 100, "HSET", HASH, FIELD, VALUE),
        rate(sandbox, backendUrl, 1, "EVAL", script, "1", HASH, FIELD, VALUE));
  }

  private static double rate(Sandbox sandbox, String backendUrl, int pipeline, String... call) {
    List<String> command = new ArrayList<>(List.of("redis-benchmark", "--csv"));
    URI uri = URI.create(backendUrl);
    command.addAll(List.of("-u", "redis://" + uri.getAuthority()));
    command.addAll(List.of("-r", "100000", "-c", "16"));
    command.addAll(List.of("-n", Integer.toString(100_000 * (pipeline == 1 ? 1 : 10))));
    command.addAll(List.of("-P", Integer.toString(pipeline)));
    command.addAll(List.of(call));
    OsProcess benchmark = sandbox.start("redis-benchmark", command, Map.of());
    if (benchmark.awaitExit(PATIENCE) != 0) {
      throw new IllegalStateException("redis-benchmark failed\n" + benchmark.tail());
    }
    // The header, then the quoted call, the rate, and latencies.
    String row = benchmark.log().lines().reduce((first, last) -> last).orElse("");
    Matcher rate = RATE.matcher(row);
    if (!rate.find()) {
      throw new IllegalStateException("redis-benchmark names no rate\n" + benchmark.tail());
    }
    return Double.parseDouble(rate.group(1));
  }
}
