package io.jararaca.core.ledger.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.jararaca.core.SettableClock;
import io.jararaca.core.ledger.FencingToken;
import io.jararaca.core.ledger.LedgerTimings;
import io.jararaca.core.ledger.OnDuplicate;
import io.jararaca.core.ledger.Outcome;
import io.jararaca.core.ledger.OwnerPolicy;
import io.jararaca.core.ledger.Publication;
import io.jararaca.core.ledger.Raised;
import io.jararaca.core.ledger.RegisterResult;
import io.jararaca.core.ledger.Registration;
import io.jararaca.core.ledger.StartRequest;
import io.jararaca.core.ledger.StartResult;
import io.jararaca.core.ledger.Submission;
import io.jararaca.core.ledger.SubmitResult;
import io.jararaca.core.ledger.SweepRequest;
import io.jararaca.core.ledger.Swept;
import io.jararaca.core.run.Owner;
import io.jararaca.core.run.OwnerKey;
import io.jararaca.core.run.Partition;
import io.jararaca.core.run.RunId;
import io.jararaca.core.run.RunSpec;
import io.jararaca.core.run.RunSpecBuilder;
import io.jararaca.core.run.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What only the ledger in memory can do: lose writes, lose everything, have its clock set back. */
class InMemoryLedgerStateTest {

  private static final Duration LEASE = Duration.ofSeconds(30);
  private static final OwnerPolicy POLICY = new OwnerPolicy(1, false, 10, null, null);
  private final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T08:00:00Z"));
  private final AtomicInteger incarnations = new AtomicInteger();
  private final InMemoryLedger ledger =
      new InMemoryLedger(clock, () -> "incarnation-" + incarnations.incrementAndGet());
  private final Owner owner = new Owner(OwnerKey.delayedMessage("shop", "order-1"), "uid-1");
  private final Partition partition = owner.key().partition();
  private final RunId run = RunId.ofMessage(owner, null);
  private final FencingToken token = new FencingToken(1, "beat-a");

  @Test
  void a_restored_partition_knows_nothing_of_the_writes_since() {
    Publication published = submitted();
    PartitionSnapshot before = ledger.snapshot(partition);
    StartResult.Started started = start(published, "n1");
    ledger.complete(started.lease(), new Outcome.Succeeded()).join();
    assertThat(state()).isEqualTo(RunState.SUCCEEDED);

    ledger.restore(before);

    assertThat(state()).isEqualTo(RunState.CLAIMED);
    clock.advance(LedgerTimings.DEFAULT.claimPatience());
    assertThat(sweep().toPublish()).hasSize(1);
  }

  @Test
  void a_snapshot_stays_as_it_was_when_it_is_restored_twice() {
    Publication published = submitted();
    PartitionSnapshot before = ledger.snapshot(partition);
    ledger.restore(before);
    start(published, "n1");

    ledger.restore(before);

    assertThat(state()).isEqualTo(RunState.CLAIMED);
  }

  @Test
  void a_flushed_partition_is_another_incarnation_that_nobody_has_raised() {
    Raised first = raise();
    submitted();

    ledger.flush(partition);

    Raised second = raise();
    assertThat(second.fresh()).isTrue();
    assertThat(second.incarnation()).isNotEqualTo(first.incarnation());
    assertThat(ledger.run(run).join()).isEmpty();
  }

  @Test
  void a_delivery_from_before_the_flush_starts_and_its_record_is_made_again() {
    Publication published = submitted();
    ledger.flush(partition);

    StartResult.Started started = start(published, "n1");
    ledger.complete(started.lease(), new Outcome.Succeeded()).join();

    assertThat(state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(submit()).isEqualTo(new SubmitResult.AlreadySubmitted(RunState.SUCCEEDED));
  }

  @Test
  void a_partitions_time_never_goes_back() {
    Publication published = submitted();
    Instant startedAt = start(published, "n1").startedAt();
    clock.advance(Duration.ofHours(-1));

    assertThat(sweep().now()).isEqualTo(startedAt);
  }

  @Test
  void at_its_deadline_a_run_may_still_start_and_after_it_no_more() {
    raise();
    Instant deadline = clock.instant().plusSeconds(1);
    RunSpec spec = RunSpecBuilder.message(owner, clock.instant()).expiresAt(deadline).build();
    ledger
        .submit(partition, List.of(new Submission(spec, 1, new byte[0], null, OnDuplicate.IGNORE)))
        .join();
    assertThat(sweep().nextLook()).isEqualTo(deadline.plusMillis(1));
    clock.set(deadline);
    assertThat(sweep().looked()).isZero();
    PartitionSnapshot atDeadline = ledger.snapshot(partition);

    start(new Publication(spec, 0, raise().incarnation(), new byte[0]), "n1");

    ledger.restore(atDeadline);
    clock.set(deadline.plusMillis(1));
    sweep();
    assertThat(state()).isEqualTo(RunState.EXPIRED);
  }

  @Test
  void a_lease_is_over_at_its_end_and_not_before() {
    Publication published = submitted();
    Instant startedAt = start(published, "n1").startedAt();
    clock.set(startedAt.plus(LEASE).minusMillis(1));
    assertThat(sweep().toPublish()).isEmpty();
    clock.set(startedAt.plus(LEASE));

    assertThat(sweep().toPublish()).hasSize(1);
  }

  @Test
  void a_change_reaches_back_ten_seconds() {
    raise();
    RegisterResult.Registered known =
        (RegisterResult.Registered) register(new Registration(owner, 1, "a", POLICY, null, null));
    clock.advance(Duration.ofSeconds(11));
    Registration.Change change =
        new Registration.Change(owner.uid(), "a", known.cursor(), known.cursor(), null);
    Registration edit = new Registration(owner, 2, "b", POLICY, null, change);

    assertThat(register(edit)).isInstanceOf(RegisterResult.Different.class);
    Registration.Change sooner =
        new Registration.Change(
            owner.uid(), "a", known.cursor(), known.cursor().plusSeconds(1), null);
    assertThat(register(edit.withChange(sooner))).isInstanceOf(RegisterResult.Registered.class);
  }

  private RegisterResult register(Registration registration) {
    return ledger.register(partition, token, List.of(registration)).join().get(0);
  }

  private Publication submitted() {
    raise();
    submit();
    return sweep().toPublish().get(0);
  }

  private Raised raise() {
    return ledger.raise(partition, token, LedgerTimings.DEFAULT).join();
  }

  private SubmitResult submit() {
    Submission message =
        new Submission(
            RunSpecBuilder.message(owner, clock.instant()).build(),
            0,
            new byte[0],
            null,
            OnDuplicate.IGNORE);
    return ledger.submit(partition, List.of(message)).join().get(0);
  }

  private Swept sweep() {
    return ledger.sweep(partition, token, new SweepRequest(200, Map.of())).join();
  }

  private StartResult.Started start(Publication published, String nonce) {
    StartRequest request = StartRequest.of(published, nonce, "worker-1", LEASE);
    return (StartResult.Started) ledger.start(request).join();
  }

  private RunState state() {
    return ledger.run(run).join().orElseThrow().state();
  }
}
