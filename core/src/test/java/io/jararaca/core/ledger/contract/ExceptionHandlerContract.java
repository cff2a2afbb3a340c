package io.jararaca.core.ledger.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.jararaca.core.ledger.CancelReason;
import io.jararaca.core.ledger.ClaimResult;
import io.jararaca.core.ledger.OnDuplicate;
import io.jararaca.core.ledger.Outcome;
import io.jararaca.core.ledger.OwnerSnapshot;
import io.jararaca.core.ledger.Publication;
import io.jararaca.core.ledger.Submission;
import io.jararaca.core.run.HandlerRef;
import io.jararaca.core.run.Origin;
import io.jararaca.core.run.RetryPolicy;
import io.jararaca.core.run.RunId;
import io.jararaca.core.run.RunSpec;
import io.jararaca.core.run.RunSpecBuilder;
import io.jararaca.core.run.RunState;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** exceptionHandler: told once of the final failure. */
abstract class ExceptionHandlerContract extends LedgerScenario {

  ExceptionHandlerContract(LedgerUnderTest subject) {
    super(subject);
  }

  @Test
  void the_final_failure_bears_its_handlers_run() {
    Publication failed = claimed(run -> run.exceptionHandler("alert"));
    Instant before = now();
    finished(failed, new Outcome.Failed("boom"));
    Instant after = now();

    Publication alert = exceptionRun(failed);

    RunSpec spec = alert.spec();
    assertThat(spec.origin()).isEqualTo(Origin.EXCEPTION);
    assertThat(spec.owner()).isEqualTo(owner);
    assertThat(spec.handler()).isEqualTo(new HandlerRef("shop", "alert"));
    assertThat(spec.plannedAt()).isBetween(before, after);
    assertThat(spec.exceptionHandler()).isNull();
    assertThat(spec.slotLimit()).isZero();
    assertThat(spec.timeout()).isNull();
    assertThat(spec.expiresAt()).isNull();
    assertThat(spec.exclusive()).isTrue();
    assertThat(spec.retry()).isEqualTo(RetryPolicy.DEFAULT);
    assertThat(spec.maxLosses()).isEqualTo(RunSpec.DEFAULT_MAX_LOSSES);
    assertThat(spec.headers()).isEmpty();
    assertThat(alert.rev()).isZero();
    assertThat(text(alert))
        .isEqualTo(
            "{\"run\":\""
                + failed.spec().id()
                + "\",\"handler\":\"report\",\"state\":\"Failed\",\"reason\":\"boom\","
                + "\"payload\":{\"n\":1}}");
  }

  @Test
  void a_message_with_quotes_breaks_and_other_scripts_stays_json() {
    Publication failed = claimed(run -> run.exceptionHandler("alert"));
    finished(failed, new Outcome.Failed("he said \"no\"\n\tC:\\temp \u0001 жарарака 🐍"));

    assertThat(text(exceptionRun(failed)))
        .contains("\"reason\":\"he said \\\"no\\\"\\n\\tC:\\\\temp \\u0001 жарарака 🐍\"");
  }

  @Test
  void a_run_without_payload_is_told_with_null() {
    Instant due = now();
    RunSpec spec = RunSpecBuilder.message(owner, due).exceptionHandler("alert").build();
    get(
        ledger()
            .submit(
                partition,
                List.of(new Submission(spec, 1, new byte[0], null, OnDuplicate.IGNORE))));
    Publication failed = sweep().toPublish().get(0);
    finished(failed, new Outcome.Rejected("no"));

    assertThat(text(exceptionRun(failed))).endsWith("\"payload\":null}");
  }

  @Test
  void timeouts_and_losses_are_told_too() {
    registered(policy(5));
    Publication timedOut =
        claimed(run -> run.exceptionHandler("alert").timeout(Duration.ofMinutes(1)));
    finished(timedOut, new Outcome.TimedOut("took too long"));
    assertThat(text(exceptionRun(timedOut))).contains("\"state\":\"TimedOut\"");
    Publication lost = claimed(run -> run.exceptionHandler("alert").maxLosses(0));
    started(delivered(lost, "worker-1", SHORT));
    advancePast(SHORT);

    assertThat(text(exceptionRun(lost))).contains("\"state\":\"Lost\"");
  }

  @Test
  void an_attempt_that_will_be_retried_tells_nobody() {
    Publication claimed =
        claimed(run -> run.exceptionHandler("alert").attempts(2, Duration.ofMinutes(5)));
    finished(claimed, new Outcome.Failed("boom"));

    assertThat(sweepAll()).isEmpty();
    assertThat(get(ledger().run(RunId.ofException(claimed.spec().id())))).isEmpty();
  }

  @Test
  void cancelled_runs_tell_nobody() {
    Publication claimed = claimed(run -> run.exceptionHandler("alert"));
    get(ledger().cancel(claimed.spec().id(), CancelReason.REQUESTED));

    assertThat(sweepAll()).isEmpty();
  }

  @Test
  void its_run_takes_no_slot_and_moves_no_sums() {
    Publication failed = claimed(run -> run.exceptionHandler("alert"));
    finished(failed, new Outcome.Failed("boom"));
    Publication alert = exceptionRun(failed);
    assertThat(claim(nextTick())).isInstanceOf(ClaimResult.Claimed.class);
    OwnerSnapshot before = ownerSnapshot();

    finished(alert, new Outcome.Succeeded());

    OwnerSnapshot after = ownerSnapshot();
    assertThat(after.counters()).isEqualTo(before.counters());
    assertThat(after.consecutiveFailures()).isEqualTo(1);
    assertThat(after.lastSuccessfulTime()).isNull();
    assertThat(after.history()).extracting(run -> run.origin()).startsWith(Origin.EXCEPTION);
    assertThat(after.history()).hasSize(2);
  }

  @Test
  void its_own_failure_tells_nobody() {
    Publication failed = claimed(run -> run.exceptionHandler("alert"));
    finished(failed, new Outcome.Failed("boom"));

    finished(exceptionRun(failed), new Outcome.Failed("boom again"));

    assertThat(sweepAll()).isEmpty();
    assertThat(run(RunId.ofException(failed.spec().id())).state()).isEqualTo(RunState.FAILED);
  }

  private Publication exceptionRun(Publication failed) {
    Publication found = find(sweepAll(), RunId.ofException(failed.spec().id()));
    assertThat(found).describedAs("the exception handler's run").isNotNull();
    return found;
  }

  private static String text(Publication publication) {
    return new String(publication.body(), StandardCharsets.UTF_8);
  }
}
