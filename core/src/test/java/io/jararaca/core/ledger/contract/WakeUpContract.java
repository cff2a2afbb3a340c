package io.jararaca.core.ledger.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jararaca.core.ledger.LeaseRef;
import io.jararaca.core.ledger.OnDuplicate;
import io.jararaca.core.ledger.Outcome;
import io.jararaca.core.ledger.Publication;
import io.jararaca.core.ledger.Submission;
import io.jararaca.core.ledger.WakeUp;
import io.jararaca.core.ledger.WakeUps.Subscription;
import io.jararaca.core.run.Owner;
import io.jararaca.core.run.RunId;
import io.jararaca.core.run.RunSpec;
import io.jararaca.core.run.RunSpecBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Wake-ups: hints of work that is due sooner than expected. */
abstract class WakeUpContract extends LedgerScenario {

  private final List<WakeUp> heard = new CopyOnWriteArrayList<>();
  private Subscription subscription;

  WakeUpContract(LedgerUnderTest subject) {
    super(subject);
  }

  @BeforeEach
  void listen() {
    subscription = ledger().subscribe(heard::add);
  }

  @AfterEach
  void stop_listening() {
    subscription.close();
    subscription.close();
  }

  @Test
  void the_soonest_message_wakes_the_beat() {
    Instant due = now().plusSeconds(60);

    submit(due);

    awaitHeard(new WakeUp.Due(partition, due));
  }

  @Test
  void a_later_message_wakes_nobody_and_a_sooner_one_does() {
    Instant due = now().plusSeconds(60);
    submit(due);
    Instant later = due.plusSeconds(1);
    submit(later);
    Instant sooner = due.minusSeconds(1);
    submit(sooner);

    awaitHeard(new WakeUp.Due(partition, sooner));
    assertThat(heard).doesNotContain(new WakeUp.Due(partition, later));
  }

  @Test
  void a_retry_wakes_the_beat() {
    Publication claimed = claimed(run -> run.attempts(2, SHORT));
    finished(claimed, new Outcome.Failed("boom"));

    awaitHeard(new WakeUp.Due(partition, run(claimed).dueAt()));
  }

  @Test
  void a_run_handed_back_wakes_the_beat() {
    Publication claimed = claimed();
    release(started(claimed));

    awaitHeard(new WakeUp.Due(partition, run(claimed).dueAt()));
  }

  @Test
  void an_exception_handlers_run_wakes_the_beat() {
    Publication claimed = claimed(run -> run.exceptionHandler("alert"));
    finished(claimed, new Outcome.Failed("boom"));

    RunId alert = RunId.ofException(claimed.spec().id());
    awaitHeard(new WakeUp.Due(partition, run(alert).dueAt()));
  }

  @Test
  void a_freed_slot_wakes_the_owner_that_waits_for_it_once() {
    registered(waiting(1));
    LeaseRef lease = started(claimed());
    claim(nextTick());
    complete(lease, new Outcome.Succeeded());
    awaitHeard(new WakeUp.SlotFreed(partition, owner.key()));
    heard.clear();

    LeaseRef second = started(claimed());
    complete(second, new Outcome.Succeeded());
    submit(now());

    await().untilAsserted(() -> assertThat(heard).hasAtLeastOneElementOfType(WakeUp.Due.class));
    assertThat(heard).doesNotContain(new WakeUp.SlotFreed(partition, owner.key()));
  }

  @Test
  void a_run_that_ends_in_the_sweep_frees_the_slot_too() {
    registered(waiting(1));
    Publication claimed = claimed(run -> run.maxLosses(0));
    started(delivered(claimed, "worker-1", SHORT));
    claim(nextTick());
    advancePast(SHORT);

    sweep();

    awaitHeard(new WakeUp.SlotFreed(partition, owner.key()));
  }

  @Test
  void the_first_dirty_owner_wakes_the_status_writer() {
    registered(ONE_AT_A_TIME);

    awaitHeard(new WakeUp.Dirty(partition));
  }

  @Test
  void more_dirty_owners_wake_nobody_until_they_were_taken() {
    registered(ONE_AT_A_TIME);
    awaitHeard(new WakeUp.Dirty(partition));
    claimed();
    Instant mark = now().plusSeconds(1);
    submit(mark);
    awaitHeard(new WakeUp.Due(partition, mark));
    assertThat(heard).containsOnlyOnce(new WakeUp.Dirty(partition));
    get(ledger().takeDirty(partition, 100));
    heard.clear();

    submit(mark.minusMillis(1));

    awaitHeard(new WakeUp.Dirty(partition));
  }

  @Test
  void a_closed_subscription_hears_nothing() {
    List<WakeUp> elsewhere = new CopyOnWriteArrayList<>();
    Subscription other = ledger().subscribe(elsewhere::add);
    other.close();

    Instant due = now().plusSeconds(60);
    submit(due);

    awaitHeard(new WakeUp.Due(partition, due));
    assertThat(elsewhere).isEmpty();
  }

  private void submit(Instant due) {
    Owner other = new Owner(owner.key(), UUID.randomUUID().toString());
    RunSpec spec = RunSpecBuilder.message(other, due).build();
    get(
        ledger()
            .submit(partition, List.of(new Submission(spec, 1, BODY, null, OnDuplicate.IGNORE))));
  }

  private void awaitHeard(WakeUp expected) {
    await()
        .atMost(Duration.ofSeconds(10))
        .pollInterval(Duration.ofMillis(5))
        .untilAsserted(() -> assertThat(heard).contains(expected));
  }
}
