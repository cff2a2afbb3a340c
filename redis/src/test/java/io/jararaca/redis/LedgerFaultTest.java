package io.jararaca.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.jararaca.core.ledger.FencingToken;
import io.jararaca.core.ledger.Ledger;
import io.jararaca.core.ledger.LedgerFaultException;
import io.jararaca.core.ledger.LedgerTimings;
import io.jararaca.core.ledger.LedgerUnavailableException;
import io.jararaca.core.ledger.OnDuplicate;
import io.jararaca.core.ledger.Submission;
import io.jararaca.core.ledger.SweepRequest;
import io.jararaca.core.ledger.Swept;
import io.jararaca.core.run.HandlerRef;
import io.jararaca.core.run.Owner;
import io.jararaca.core.run.OwnerKey;
import io.jararaca.core.run.Partition;
import io.jararaca.core.run.RunId;
import io.jararaca.core.run.RunSpec;
import io.jararaca.core.run.RunSpecBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What Redis keeps has been spoilt by somebody. */
class LedgerFaultTest {

  private static final FencingToken LEADER = new FencingToken(7, "beat");
  private static final SweepRequest ALL = new SweepRequest(200, Map.of());

  private final Ledger ledger = RedisUnderTest.emptied().ledger();
  private final Commands redis = RedisUnderTest.commands();
  private final Partition partition = new Partition(17);

  @BeforeEach
  void lead() {
    ledger.raise(partition, LEADER, LedgerTimings.DEFAULT).join();
  }

  @Test
  void a_key_of_a_wrong_type_is_a_fault_that_names_the_call_and_is_not_taken_for_absence() {
    redis.send("DEL", key("runs"));
    redis.send("SET", key("runs"), "spoilt");

    assertThatThrownBy(() -> submit(Instant.EPOCH))
        .hasCauseInstanceOf(LedgerFaultException.class)
        .hasMessageContaining("submit with: WRONGTYPE");
    assertThatThrownBy(() -> ledger.run(RunId.parse("17-" + new UUID(0, 1))).join())
        .hasCauseInstanceOf(LedgerFaultException.class);
  }

  @Test
  void a_full_memory_is_no_fault() {
    redis.send("CONFIG", "SET", "maxmemory", "1");
    try {
      assertThatThrownBy(() -> submit(Instant.EPOCH))
          .hasCauseInstanceOf(LedgerUnavailableException.class)
          .hasMessageContaining("OOM");
    } finally {
      redis.send("CONFIG", "SET", "maxmemory", "0");
    }
  }

  @Test
  void runs_that_cannot_be_read_hold_no_others_up() {
    List<RunId> runs = IntStream.range(0, 30).mapToObj(i -> submit(Instant.EPOCH)).toList();
    RunId first = runs.get(0);
    RunId other = runs.get(11);
    redis.send("HSET", key("runs"), first.toString(), "no record");
    redis.send("HSET", key("runs"), other.toString(), "");

    Swept swept = ledger.sweep(partition, LEADER, ALL).join();

    assertThat(swept.toPublish()).hasSize(28);
    assertThat(swept.unreadable())
        .extracting(Swept.Unreadable::run)
        .containsExactlyInAnyOrder(first.toString(), other.toString());
    assertThat(ledger.sweep(partition, LEADER, ALL).join().looked()).isZero();
  }

  @Test
  void the_error_is_told_in_the_servers_words() {
    RunId run = submit(Instant.EPOCH);
    redis.send("HSET", key("runs"), run.toString(), "no record");

    Swept swept = ledger.sweep(partition, LEADER, ALL).join();

    assertThat(swept.unreadable().get(0).toString()).contains(run.toString(), "cannot be read");
    assertThat(swept.unreadable().get(0).why()).isNotBlank();
  }

  @Test
  void what_concerns_all_runs_fails_the_sweep_and_moves_nothing() {
    IntStream.range(0, 30).forEach(i -> submit(Instant.EPOCH));
    redis.send("SET", key("bodies"), "spoilt");

    assertThatThrownBy(() -> ledger.sweep(partition, LEADER, ALL).join())
        .hasCauseInstanceOf(LedgerFaultException.class);

    redis.send("DEL", key("bodies"));
    await()
        .until(() -> ledger.sweep(partition, LEADER, ALL).join().toPublish().size(), n -> n == 30);
  }

  @Test
  void one_partition_that_cannot_be_read_keeps_nobody_from_standing_for_election() {
    redis.send("DEL", key("meta"));
    redis.send("HSET", key("meta"), "spoilt", "1");

    assertThat(ledger.highestToken().join()).isZero();
    ledger.raise(new Partition(3), LEADER, LedgerTimings.DEFAULT).join();
    assertThat(ledger.highestToken().join()).isEqualTo(7);
  }

  private RunId submit(Instant due) {
    RunId id = new RunId(partition, UUID.randomUUID());
    Owner owner = new Owner(OwnerKey.message("shop", "mail"), "published");
    RunSpec spec =
        RunSpecBuilder.message(owner, due).id(id).handler(new HandlerRef("shop", "mail")).build();
    byte[] body = ("\"" + "x".repeat(4000) + "\"").getBytes(StandardCharsets.UTF_8);
    ledger
        .submit(partition, List.of(new Submission(spec, 0, body, null, OnDuplicate.IGNORE)))
        .join();
    return id;
  }

  private String key(String name) {
    return "jararaca:test:{" + partition + "}:" + name;
  }
}
