package io.jararaca.core.ledger.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.jararaca.core.ledger.Outcome;
import io.jararaca.core.ledger.OwnerCounters;
import io.jararaca.core.ledger.OwnerPolicy;
import io.jararaca.core.ledger.OwnerSnapshot;
import io.jararaca.core.ledger.RegisterResult;
import io.jararaca.core.ledger.Registration;
import io.jararaca.core.run.Owner;
import io.jararaca.core.run.PassedRange;
import io.jararaca.core.run.PassedReason;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** REGISTER: creating never fires a tick from before it. */
abstract class RegisterContract extends LedgerScenario {

  private static final String DAILY = "v1 0 0 * * *";

  RegisterContract(LedgerUnderTest subject) {
    super(subject);
  }

  @Test
  void an_unknown_owner_counts_from_now() {
    Instant before = now();

    RegisterResult.Registered registered = registered(ONE_AT_A_TIME);

    assertThat(registered.created()).isTrue();
    assertThat(registered.cursor()).isBetween(before, now());
    assertThat(registered.effectiveFrom()).isEqualTo(registered.cursor());
    assertThat(registered.runs()).isZero();
    assertThat(registered.handledTrigger()).isNull();
    assertThat(registered.suspendedByFailures()).isFalse();
  }

  @Test
  void a_trigger_that_is_there_at_creation_counts_as_handled() {
    RegisterResult.Registered registered =
        registered(new Registration(owner, 1, HOURLY, ONE_AT_A_TIME, "t1", null));

    assertThat(registered.handledTrigger()).isEqualTo("t1");
  }

  @Test
  void a_known_owner_moves_nothing() {
    RegisterResult.Registered first = registered(ONE_AT_A_TIME);
    advance(Duration.ofMillis(20));

    RegisterResult.Registered again =
        registered(new Registration(owner, 2, HOURLY, policy(3), "t9", null));

    assertThat(again)
        .isEqualTo(
            new RegisterResult.Registered(
                first.effectiveFrom(), first.cursor(), 0, false, null, false, null));
    assertThat(ownerSnapshot().generation()).isEqualTo(2);
  }

  @Test
  void a_new_policy_holds_for_the_next_claim() {
    claimed();

    registered(new Registration(owner, 2, HOURLY, policy(2), null, null));

    claimed();
    assertThat(ownerSnapshot().active()).hasSize(2);
  }

  @Test
  void a_lower_generation_is_out_of_date() {
    registered(new Registration(owner, 5, HOURLY, ONE_AT_A_TIME, null, null));

    RegisterResult result = register(new Registration(owner, 4, DAILY, ONE_AT_A_TIME, null, null));

    assertThat(result).isEqualTo(new RegisterResult.OutOfDate(5));
  }

  @Test
  void a_resource_created_again_under_the_name_begins_anew() {
    OwnerPolicy policy = ONE_AT_A_TIME;
    finished(claimed(), new Outcome.Succeeded());
    Registration reborn =
        new Registration(new Owner(owner.key(), "another-life"), 1, HOURLY, policy, "t1", null);
    RegisterResult.Different different = different(reborn);

    RegisterResult.Registered registered =
        registered(
            reborn.withChange(change(different, different.cursor(), skipped(different.cursor()))));

    assertThat(different.uid()).isEqualTo(owner.uid());
    assertThat(registered.created()).isTrue();
    assertThat(registered.runs()).isZero();
    assertThat(registered.handledTrigger()).isEqualTo("t1");
    OwnerSnapshot snapshot = ownerSnapshot();
    assertThat(snapshot.uid()).isEqualTo("another-life");
    assertThat(snapshot.history()).isEmpty();
    assertThat(snapshot.passed()).isEmpty();
    assertThat(snapshot.counters()).isEqualTo(OwnerCounters.ZERO);
  }

  private RegisterResult.Different different(Registration registration) {
    RegisterResult result = register(registration);
    assertThat(result).isInstanceOf(RegisterResult.Different.class);
    return (RegisterResult.Different) result;
  }

  private static Registration.Change change(
      RegisterResult.Different different, Instant at, PassedRange passed) {
    return new Registration.Change(
        different.uid(), different.schedule(), different.cursor(), at, passed);
  }

  private static PassedRange skipped(Instant at) {
    return PassedRange.single(at, PassedReason.SUPERSEDED);
  }
}
