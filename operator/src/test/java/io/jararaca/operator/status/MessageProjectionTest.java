package io.jararaca.operator.status;

import static io.jararaca.operator.status.Facts.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.jararaca.core.ledger.RunSnapshot;
import io.jararaca.core.run.HandlerRef;
import io.jararaca.core.run.Origin;
import io.jararaca.core.run.Owner;
import io.jararaca.core.run.OwnerKey;
import io.jararaca.core.run.RunId;
import io.jararaca.core.run.RunState;
import io.jararaca.crds.decision.Identity;
import io.jararaca.crds.decision.MessageDecision;
import io.jararaca.crds.v1alpha1.Condition;
import io.jararaca.crds.v1alpha1.DelayedMessageSpec;
import io.jararaca.crds.v1alpha1.DelayedMessageStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageProjectionTest {

  private static final Owner MAIL = new Owner(OwnerKey.delayedMessage("shop", "mail-1"), "uid-1");
  private static final RunId RUN = RunId.ofMessage(MAIL, null);

  private DelayedMessageSpec spec =
      DelayedMessageSpec.builder("mail").deliverAt("2026-03-01T13:00:00Z").build();
  private @Nullable RunSnapshot run;
  private Availability workers = Availability.AVAILABLE;
  private boolean editTooLate;
  private List<Condition> before = List.of();

  @Test
  void a_message_that_the_ledger_does_not_know_yet_shows_when_it_is_due() {
    DelayedMessageStatus status = project();

    assertThat(status.phase()).isNull();
    assertThat(status.deliverAt()).isEqualTo("2026-03-01T13:00:00Z");
    assertThat(said(status))
        .containsExactly("Ready UNKNOWN Registering", "Succeeded UNKNOWN Registering");
  }

  @ParameterizedTest
  @CsvSource({
    "PENDING,    TRUE Accepted,   UNKNOWN Pending",
    "DISPATCHED, TRUE Accepted,   UNKNOWN Dispatched",
    "RUNNING,    TRUE Accepted,   UNKNOWN Running",
    "SUCCEEDED,  TRUE Ended,      TRUE Succeeded",
    "FAILED,     TRUE Ended,      FALSE Failed",
    "EXPIRED,    TRUE Ended,      FALSE Expired",
    "CANCELLED,  TRUE Ended,      FALSE Cancelled",
    "DUPLICATE,  TRUE Ended,      FALSE Duplicate"
  })
  void the_runs_state_is_the_phase(RunState state, String ready, String succeeded) {
    run = run(state);

    DelayedMessageStatus status = project();

    assertThat(status.phase()).isEqualTo(state.label());
    assertThat(status.runId()).isEqualTo(RUN.toString());
    assertThat(said(status)).containsExactly("Ready " + ready, "Succeeded " + succeeded);
  }

  @Test
  void a_due_message_without_a_worker_is_not_ready_and_one_that_waits_is() {
    workers = Availability.NONE;
    run = run(RunState.PENDING);
    assertThat(said(project())).startsWith("Ready TRUE Accepted");

    run = run(RunState.DISPATCHED);

    assertThat(said(project())).startsWith("Ready FALSE NoWorkers");
  }

  @Test
  void an_invalid_edit_shows_while_the_message_stays_as_it_was_accepted() {
    spec = DelayedMessageSpec.builder("a b").deliverAt("2026-03-01T13:00:00Z").build();
    run = run(RunState.PENDING);

    DelayedMessageStatus status = project();

    assertThat(said(status)).startsWith("Ready FALSE InvalidSpec");
    assertThat(status.phase()).isEqualTo("Pending");
  }

  @Test
  void an_edit_that_came_too_late_says_so() {
    run = run(RunState.RUNNING);
    editTooLate = true;

    assertThat(said(project())).contains("EditTooLate TRUE EditTooLate");
  }

  @Test
  void that_an_edit_came_too_late_is_still_said_by_a_leader_who_did_not_see_it() {
    run = run(RunState.RUNNING);
    editTooLate = true;
    before = project().conditions();

    run = run(RunState.SUCCEEDED);
    editTooLate = false;

    assertThat(said(project())).contains("EditTooLate TRUE EditTooLate");
  }

  private DelayedMessageStatus project() {
    Identity identity = new Identity(MAIL, 2, NOON);
    return MessageProjection.project(
        new MessageFacts(
            identity,
            RUN,
            spec.handler(),
            MessageDecision.decide(identity, spec),
            run,
            workers,
            editTooLate,
            before,
            NOON));
  }

  private static RunSnapshot run(RunState state) {
    return new RunSnapshot(
        RUN,
        MAIL,
        Origin.MESSAGE,
        new HandlerRef("shop", "mail"),
        NOON,
        NOON,
        state,
        0,
        state == RunState.PENDING ? 0 : 1,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  private static List<String> said(DelayedMessageStatus status) {
    return status.conditions().stream()
        .map(condition -> condition.type() + " " + condition.status() + " " + condition.reason())
        .toList();
  }
}
