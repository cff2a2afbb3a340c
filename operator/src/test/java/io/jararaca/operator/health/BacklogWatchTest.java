package io.jararaca.operator.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.jararaca.core.SettableClock;
import io.jararaca.core.ledger.Backlog;
import io.jararaca.core.ledger.OnDuplicate;
import io.jararaca.core.ledger.Submission;
import io.jararaca.core.ledger.memory.InMemoryLedger;
import io.jararaca.core.run.Owner;
import io.jararaca.core.run.OwnerKey;
import io.jararaca.core.run.Partition;
import io.jararaca.core.run.RunId;
import io.jararaca.core.run.RunSpecBuilder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BacklogWatchTest {

  private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");

  private final InMemoryLedger ledger = new InMemoryLedger(new SettableClock(NOW));
  private final List<Backlog> counted = new ArrayList<>();
  private final BacklogWatch watch = new BacklogWatch(ledger, counted::add);

  @Test
  void only_the_leader_counts() {
    watch.look();
    watch.leading(true);
    watch.look();
    watch.leading(false);
    watch.look();

    assertThat(counted).hasSize(1);
  }

  @Test
  void what_waits_is_counted_over_all_partitions() {
    for (Partition partition : List.of(new Partition(1), new Partition(9))) {
      submit(partition, "shop", NOW.plusSeconds(60));
      submit(partition, "shop", NOW.minusSeconds(partition.index()));
    }
    submit(new Partition(9), "bank", NOW.plusSeconds(60));
    watch.leading(true);

    watch.look();

    Backlog backlog = counted.get(0);
    assertThat(backlog.pendingOf("shop")).isEqualTo(4);
    assertThat(backlog.pendingOf("bank")).isEqualTo(1);
    assertThat(backlog.overdue()).isEqualTo(2);
    assertThat(backlog.earliest()).isEqualTo(NOW.minusSeconds(9));
  }

  private void submit(Partition partition, String namespace, Instant due) {
    Owner owner = new Owner(OwnerKey.message(namespace, "mail"), "published");
    Submission message =
        new Submission(
            RunSpecBuilder.message(owner, due).id(new RunId(partition, UUID.randomUUID())).build(),
            0,
            new byte[0],
            null,
            OnDuplicate.IGNORE);
    ledger.submit(partition, List.of(message)).join();
  }
}
