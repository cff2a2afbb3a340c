package io.jararaca.core.ledger.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jararaca.core.ledger.Claim;
import io.jararaca.core.ledger.ClaimResult;
import io.jararaca.core.ledger.Outcome;
import io.jararaca.core.ledger.OwnerPolicy;
import io.jararaca.core.ledger.OwnerSnapshot;
import io.jararaca.core.ledger.Publication;
import io.jararaca.core.ledger.RegisteredOwner;
import io.jararaca.core.ledger.Registration;
import io.jararaca.core.ledger.WakeUp;
import io.jararaca.core.ledger.WakeUps.Subscription;
import io.jararaca.core.run.Owner;
import io.jararaca.core.run.PassedRange;
import io.jararaca.core.run.PassedReason;
import io.jararaca.core.run.RunState;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What people say of actions: without a token, whoever leads. */
abstract class ActionContract extends LedgerScenario {

  private static final OwnerPolicy ONE_STRIKE = new OwnerPolicy(5, false, 10, 7, 1);

  ActionContract(LedgerUnderTest subject) {
    super(subject);
  }

  @Test
  void owners_are_listed_until_they_are_forgotten() {
    registered(ONE_AT_A_TIME);
    assertThat(listed()).containsExactly(new RegisteredOwner(owner, HOURLY, null));
    registered(ONE_STRIKE);
    assertThat(listed()).containsExactly(new RegisteredOwner(owner, HOURLY, 7));

    get(ledger().forget(owner));

    assertThat(listed()).isEmpty();
  }

  @Test
  void a_person_forgets_an_owner_and_what_it_had_not_started() {
    Publication waiting = claimed();

    assertThat(get(ledger().forget(owner))).isTrue();

    assertThat(get(ledger().owner(owner.key()))).isEmpty();
    assertThat(run(waiting).state()).isEqualTo(RunState.CANCELLED);
    assertThat(get(ledger().forget(owner))).as("a second time").isFalse();
  }

  @Test
  void forgetting_another_life_does_nothing() {
    registered(ONE_AT_A_TIME);

    assertThat(get(ledger().forget(new Owner(owner.key(), "another-life")))).isFalse();

    assertThat(ownerSnapshot().uid()).isEqualTo(owner.uid());
  }

  @Test
  void a_resumed_owner_counts_its_ticks_from_then_and_has_the_others_recorded() {
    OwnerSnapshot before = suspended();
    Claim.Tick old = nextTick();
    Instant at = before.cursor();
    PassedRange range = PassedRange.single(at, PassedReason.SUSPENDED);
    List<WakeUp> heard = new CopyOnWriteArrayList<>();
    Subscription hints = ledger().subscribe(heard::add);

    assertThat(resume(change(at, at, range))).isTrue();

    assertThat(ownerSnapshot().suspendedByFailures()).isFalse();
    assertThat(ownerSnapshot().consecutiveFailures()).isZero();
    assertThat(ownerSnapshot().effectiveFrom()).isAfter(before.effectiveFrom());
    assertThat(ownerSnapshot().passed()).containsExactly(range);
    assertThat(claim(old)).isEqualTo(new ClaimResult.Changed());
    assertThat(claim(nextTick())).isInstanceOf(ClaimResult.Claimed.class);
    await()
        .untilAsserted(
            () -> assertThat(heard).contains(new WakeUp.Resumed(partition, owner.key())));
    hints.close();
  }

  @Test
  void what_is_not_suspended_or_not_as_it_was_read_is_not_resumed() {
    registered(ONE_STRIKE);
    Instant cursor = ownerSnapshot().cursor();
    assertThat(resume(change(cursor, cursor, null))).isFalse();

    Instant read = suspended().cursor();
    assertThat(resume(change(read.minusMillis(1), read, null))).as("another cursor").isFalse();
    assertThat(resume(change(read, read.minusMillis(1), null))).as("before it").isFalse();

    assertThat(ownerSnapshot().suspendedByFailures()).isTrue();
  }

  private List<RegisteredOwner> listed() {
    return get(ledger().owners(partition)).stream()
        .filter(listed -> listed.owner().equals(owner))
        .toList();
  }

  private OwnerSnapshot suspended() {
    registered(ONE_STRIKE);
    finished(claimed(), new Outcome.Failed("boom"));
    assertThat(ownerSnapshot().suspendedByFailures()).isTrue();
    return ownerSnapshot();
  }

  private boolean resume(Registration.Change change) {
    return get(ledger().resume(owner.key(), change));
  }

  private Registration.Change change(Instant cursor, Instant at, @Nullable PassedRange range) {
    return new Registration.Change(owner.uid(), HOURLY, cursor, at, range);
  }
}
