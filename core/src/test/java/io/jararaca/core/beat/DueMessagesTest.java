package io.jararaca.core.beat;

import static org.assertj.core.api.Assertions.assertThat;

import io.jararaca.core.broker.Delivery;
import io.jararaca.core.ledger.LedgerTimings;
import io.jararaca.core.ledger.OnDuplicate;
import io.jararaca.core.ledger.Submission;
import io.jararaca.core.run.HandlerRef;
import io.jararaca.core.run.Owner;
import io.jararaca.core.run.OwnerKey;
import io.jararaca.core.run.Partition;
import io.jararaca.core.run.RunId;
import io.jararaca.core.run.RunSpec;
import io.jararaca.core.run.RunSpecBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** More messages that are due at once than the beat may have in flight. */
class DueMessagesTest {

  private static final HandlerRef MAIL = new HandlerRef("shop", "mail");
  private static final int MESSAGES = 600;
  private static final int PARTITIONS = 3;

  private final BeatWorld world = new BeatWorld(Set.of(MAIL));

  @Test
  void they_go_as_the_broker_takes_them_and_none_waits_for_the_ledgers_patience() {
    world.settings = atMostInFlight(40);
    world.lead(1);
    Instant due = world.now().plusSeconds(10);
    Set<RunId> submitted = new HashSet<>();
    for (int i = 0; i < MESSAGES; i++) {
      submitted.add(submit(new Partition(i % PARTITIONS), due));
    }

    world.pass(Duration.ofSeconds(11));

    assertThat(world.deliveries)
        .extracting(DueMessagesTest::run)
        .doesNotHaveDuplicates()
        .hasSameElementsAs(submitted);
  }

  @Test
  void no_partition_waits_until_the_others_are_done() {
    world.settings = atMostInFlight(4);
    world.lead(1);
    Instant due = world.now().plusSeconds(10);
    for (int i = 0; i < MESSAGES; i++) {
      submit(new Partition(i % PARTITIONS), due);
    }

    world.pass(Duration.ofSeconds(11));

    List<Partition> firstOnes =
        world.deliveries.stream()
            .limit(MESSAGES / 2)
            .map(delivery -> run(delivery).partition())
            .distinct()
            .toList();
    assertThat(firstOnes).hasSize(PARTITIONS);
  }

  private static BeatSettings atMostInFlight(int runs) {
    return new BeatSettings(
        Duration.ofSeconds(1), runs, BeatSettings.DEFAULT_LEASE, LedgerTimings.DEFAULT);
  }

  private RunId submit(Partition partition, Instant due) {
    RunId id = new RunId(partition, UUID.randomUUID());
    Owner owner = new Owner(OwnerKey.message("shop", "mail"), "published");
    RunSpec spec = RunSpecBuilder.message(owner, due).id(id).handler(MAIL).build();
    world
        .ledger
        .submit(partition, List.of(new Submission(spec, 0, new byte[0], null, OnDuplicate.IGNORE)))
        .join();
    return id;
  }

  private static RunId run(Delivery delivery) {
    return delivery.publication().spec().id();
  }
}
