package io.jararaca.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.jararaca.core.ledger.CompleteResult;
import io.jararaca.core.ledger.LeaseRef;
import io.jararaca.core.ledger.LedgerUnavailableException;
import io.jararaca.core.ledger.WakeUp;
import io.jararaca.core.run.Partition;
import io.jararaca.core.run.RunState;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What only Redis can do to a ledger. */
class LedgerOnRedisTest {

  private static final CompleteResult SUCCEEDED = new CompleteResult.Ended(RunState.SUCCEEDED);

  @Test
  void a_message_lives_its_life_in_one_slot_of_a_redis_cluster() {
    try (RedisServer server = RedisServer.start("--cluster-enabled", "yes");
        Commands redis = new Commands(server)) {
      redis.send("CLUSTER", "ADDSLOTSRANGE", "0", "16383");
      await().until(() -> redis.send("CLUSTER", "INFO").toString().contains("cluster_state:ok"));
      try (RedisBackend backend = server.connect()) {
        assertThat(new MessageLife(backend.ledger()).live()).isEqualTo(SUCCEEDED);
      }
      for (Partition partition : Partition.all()) {
        Stream<Long> slots =
            keys(partition).stream().map(key -> redis.number("CLUSTER", "KEYSLOT", key));
        assertThat(slots.distinct()).hasSize(1);
      }
    }
  }

  @Test
  void no_key_is_written_but_those_of_the_partition() {
    RedisBackend backend = RedisUnderTest.emptied();
    MessageLife life = new MessageLife(backend.ledger());

    life.live();

    assertThat(RedisUnderTest.commands().send("KEYS", "*"))
        .isNotEmpty()
        .isSubsetOf(keys(life.partition));
  }

  @Test
  void a_message_lives_its_life_with_the_documented_rights_only() throws Exception {
    try (RedisServer server = RedisServer.start();
        Commands redis = new Commands(server)) {
      redis.send(documentedRights());
      try (RedisBackend backend = RedisServer.connect(withUser(server))) {
        assertThat(new MessageLife(backend.ledger()).live()).isEqualTo(SUCCEEDED);
        backend.presence().live().join();
      }
    }
  }

  @Test
  void a_right_that_is_missing_is_named() throws Exception {
    try (RedisServer server = RedisServer.start();
        Commands redis = new Commands(server)) {
      redis.send(documentedRights());
      redis.send("ACL", "SETUSER", "jararaca", "-zlexcount");
      try (RedisBackend backend = RedisBackend.connect(withUser(server), "test")) {
        await()
            .atMost(Duration.ofSeconds(30))
            .until(() -> backend.state().message().contains("may not run ZLEXCOUNT"));
      }
    }
  }

  @Test
  void without_memory_nothing_begins_but_what_runs_can_end() {
    try (RedisServer server = RedisServer.start();
        RedisBackend backend = server.connect();
        Commands redis = new Commands(server)) {
      MessageLife life = new MessageLife(backend.ledger());
      life.submit();
      LeaseRef lease = life.started(life.handedOut());

      redis.send("CONFIG", "SET", "maxmemory", "1");

      assertThatThrownBy(life::submit)
          .hasRootCauseInstanceOf(io.lettuce.core.RedisCommandExecutionException.class)
          .hasCauseInstanceOf(LedgerUnavailableException.class)
          .hasMessageContaining("OOM");
      assertThat(life.succeeded(lease)).isEqualTo(SUCCEEDED);
    }
  }

  /** On a server of its own, which goes on remembering the hour ahead. */
  @Test
  void time_never_runs_backwards_in_a_partition() {
    try (RedisServer server = RedisServer.start();
        RedisBackend backend = server.connect();
        Commands redis = new Commands(server)) {
      MessageLife life = new MessageLife(backend.ledger());
      life.submit();
      Instant ahead = backend.ledger().time().join().plusSeconds(3600);
      redis.send(
          "EVAL",
          "local m = { cmsgpack.unpack(redis.call('GET', KEYS[1])) } m[1] = tonumber(ARGV[1])"
              + " redis.call('SET', KEYS[1], cmsgpack.pack(unpack(m)))",
          "1",
          keys(life.partition).get(0),
          Long.toString(ahead.toEpochMilli()));

      life.started(life.handedOut());

      assertThat(MessageLife.get(backend.ledger().run(life.spec().id())).orElseThrow().startedAt())
          .isEqualTo(ahead);
    }
  }

  @Test
  void hints_are_heard_again_after_the_connection_was_lost() {
    try (RedisServer server = RedisServer.start();
        RedisBackend backend = server.connect()) {
      List<WakeUp> heard = new CopyOnWriteArrayList<>();
      backend.ledger().subscribe(heard::add);
      server.restart();
      await().atMost(Duration.ofSeconds(30)).until(() -> backend.state().connected());

      MessageLife life =
          await()
              .atMost(Duration.ofSeconds(30))
              .ignoreExceptions()
              .until(() -> new MessageLife(backend.ledger()), found -> true);
      life.submit();

      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> heard.contains(new WakeUp.Dirty(life.partition)));
    }
  }

  private static List<String> keys(Partition partition) {
    return Stream.of(new PartitionKeys("test").of(partition))
        .map(key -> new String(key, StandardCharsets.UTF_8))
        .toList();
  }

  /** The line of docs/wire-protocol.md that creates the install's user. */
  private static String[] documentedRights() throws Exception {
    String docs = Files.readString(Path.of("../docs/wire-protocol.md"));
    Matcher line = Pattern.compile("(?m)^ACL SETUSER .*$").matcher(docs);
    assertThat(line.find()).isTrue();
    return line.group().replace("<install>", "test").replace("<password>", "secret").split(" ", -1);
  }

  private static String withUser(RedisServer server) {
    return "redis://jararaca:secret@127.0.0.1:" + server.port();
  }
}
