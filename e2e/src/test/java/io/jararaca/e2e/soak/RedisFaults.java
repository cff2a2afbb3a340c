package io.jararaca.e2e.soak;

import static org.awaitility.Awaitility.await;

import io.jararaca.e2e.fault.TcpProxy;
import io.jararaca.e2e.mainjob.RunningInstall;
import io.jararaca.e2e.server.RedisServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** Losses of what Redis had acknowledged. */
final class RedisFaults {

  private static final Duration LOST = Duration.ofMillis(1500);

  private RedisFaults() {}

  static List<Fault> all() {
    return List.of(
        new Fault(
            "Redis restarts from a truncated append-only file",
            Fault.Measure.NEXT_TICK,
            Faults.SERVER_IS_BACK,
            RedisFaults::truncate),
        new Fault(
            "failover to a lagging replica",
            Fault.Measure.NEXT_TICK,
            Faults.SERVER_IS_BACK,
            RedisFaults::failOver),
        new Fault("FLUSHALL", Fault.Measure.NEXT_TICK, Faults.SERVER_IS_BACK, RedisFaults::flush));
  }

  private static Strike truncate(SoakStage stage, RandomGenerator random) {
    RedisServer redis = stage.redis();
    Path file = newestPart(redis);
    long kept = size(file);
    Instant lostSince = Instant.now();
    SoakStage.hold(LOST.plusMillis(random.nextInt(1000)));
    Instant begun = Instant.now();
    redis.kill();
    Path last = newestPart(redis);
    // A rewrite since then began a new file: all of it is younger.
    truncate(last, last.equals(file) ? kept : 0);
    redis.start();
    return Strike.during(begun, Instant.now()).losingSince(lostSince);
  }

  private static Path newestPart(RedisServer redis) {
    try (Stream<Path> parts = Files.list(redis.dataFolder().resolve("appendonlydir"))) {
      return parts
          .filter(part -> part.toString().endsWith(".incr.aof"))
          .max(Comparator.comparing(RedisFaults::modified))
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Strike failOver(SoakStage stage, RandomGenerator random) {
    RedisServer master = stage.redis();
    RedisServer replica = RedisServer.started(stage.sandbox());
    try (TcpProxy replication = new TcpProxy(master.port())) {
      replica.ask(redis -> redis.replicaof("127.0.0.1", replication.port()));
      await("the replica is up to date")
          .atMost(RunningInstall.PATIENCE)
          .until(() -> replica.ask(redis -> redis.info("replication")).contains("link_status:up"));
      Faults.anyMoment(random);
      replication.cut();
      Instant lostSince = Instant.now();
      SoakStage.hold(LOST);
      Instant begun = Instant.now();
      master.kill();
      replica.ask(redis -> redis.replicaofNoOne());
      stage.redisIsNow(replica);
      return Strike.during(begun, Instant.now()).losingSince(lostSince);
    }
  }

  private static Strike flush(SoakStage stage, RandomGenerator random) {
    Faults.anyMoment(random);
    Instant begun = Instant.now();
    stage.redis().ask(redis -> redis.flushall());
    return Strike.during(begun, Instant.now()).losingSince(begun.minus(Strike.STALE));
  }

  private static void truncate(Path file, long size) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(size);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long modified(Path file) {
    try {
      return Files.getLastModifiedTime(file).toMillis();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
