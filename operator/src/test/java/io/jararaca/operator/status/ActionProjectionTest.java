package io.jararaca.operator.status;

import static io.jararaca.operator.status.Facts.NOON;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.jararaca.core.ledger.OwnerCounters;
import io.jararaca.core.run.Origin;
import io.jararaca.core.run.PassedRange;
import io.jararaca.core.run.PassedReason;
import io.jararaca.core.run.RunState;
import io.jararaca.crds.v1alpha1.Condition;
import io.jararaca.crds.v1alpha1.ConditionStatus;
import io.jararaca.crds.v1alpha1.RunCounters;
import io.jararaca.crds.v1alpha1.RunStatus;
import io.jararaca.crds.v1alpha1.ScheduledActionSpec;
import io.jararaca.crds.v1alpha1.ScheduledActionStatus;
import io.jararaca.crds.v1alpha1.TickRange;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ActionProjectionTest {

  private final Facts facts = new Facts();

  @Test
  void a_healthy_action_is_ready_and_shows_its_next_five_ticks() {
    ScheduledActionStatus status = project();

    assertThat(status.nextRunTimes())
        .containsExactly(at("12:05"), at("12:10"), at("12:15"), at("12:20"), at("12:25"));
    assertThat(status.nextRunTime()).isEqualTo(at("12:05"));
    assertThat(said(status))
        .containsExactly(
            "Ready True Armed",
            "Scheduled True Armed",
            "WorkersAvailable True WorkersAlive",
            "LedgerIntact True Intact");
    assertThat(status.observedGeneration()).isEqualTo(3);
    assertThat(status.lastHandledTrigger()).isEqualTo("t-1");
    assertThat(status.description()).isNotBlank();
  }

  @Test
  void runs_show_newest_first_and_the_newest_may_be_live() {
    facts.active = List.of(Facts.run(at("11:55"), RunState.RUNNING));
    facts.history =
        List.of(
            Facts.run(at("11:50"), RunState.FAILED),
            Facts.run(at("11:59"), RunState.SUCCEEDED, Origin.EXCEPTION));
    facts.counters = new OwnerCounters(2, 0, 1, 0, 0, 0, 0, 3, 4);
    facts.failures = 1;

    ScheduledActionStatus status = project();

    RunStatus last = requireNonNull(status.lastRun());
    assertThat(last.plannedTime()).as("not the exception handler's").isEqualTo(at("11:55"));
    assertThat(last.state()).isEqualTo("Running");
    assertThat(status.activeRuns()).isEqualTo(1);
    assertThat(status.history()).hasSize(2);
    assertThat(status.history().get(0).message()).isEqualTo("boom");
    assertThat(status.counters()).isEqualTo(new RunCounters(2, 0, 1, 0, 0, 0, 0, 3, 4, 1));
  }

  @Test
  void passed_ticks_show_apart_as_skipped_and_missed() {
    facts.passed =
        List.of(
            new PassedRange(at("11:50"), at("11:55"), 2, PassedReason.OVERLAP),
            new PassedRange(at("11:00"), at("11:40"), 9, PassedReason.CATCH_UP));

    ScheduledActionStatus status = project();

    assertThat(status.skipped())
        .containsExactly(new TickRange(at("11:50"), at("11:55"), 2L, "Overlap"));
    assertThat(status.missed())
        .containsExactly(new TickRange(at("11:00"), at("11:40"), 9L, "CatchUp"));
  }

  @Test
  void an_invalid_spec_has_no_ticks_and_says_what_to_mend() {
    facts.spec = ScheduledActionSpec.builder("61 * * * *").timeZone("Mars/Olympus");

    ScheduledActionStatus status = project();

    assertThat(said(status)).startsWith("Ready False InvalidSpec", "Scheduled False InvalidSpec");
    assertThat(status.conditions().get(0).message()).contains("Mars/Olympus");
    assertThat(status.nextRunTimes()).isEmpty();
  }

  @Test
  void a_suspended_action_is_as_it_should_be_and_has_no_next_tick() {
    facts.spec = facts.spec.suspend(true);

    assertThat(said(project())).startsWith("Ready True Suspended", "Scheduled False Suspended");
    assertThat(project().nextRunTime()).isNull();
  }

  @Test
  void an_action_suspended_by_failures_is_not_ready() {
    facts.suspendedByFailures = true;
    facts.failures = 5;

    assertThat(said(project()))
        .startsWith("Ready False SuspendedByFailures", "Scheduled False SuspendedByFailures");
    assertThat(project().conditions().get(0).message()).contains("5 runs in a row");
    assertThat(project().nextRunTimes()).isEmpty();
  }

  @Test
  void max_runs_bounds_the_next_ticks_and_completes_the_action() {
    facts.spec = facts.spec.maxRuns(10);
    facts.counters = new OwnerCounters(8, 8, 0, 0, 0, 0, 0, 0, 0);
    assertThat(project().nextRunTimes()).containsExactly(at("12:05"), at("12:10"));

    facts.counters = new OwnerCounters(10, 10, 0, 0, 0, 0, 0, 0, 0);

    assertThat(said(project())).startsWith("Ready True Complete", "Scheduled False Complete");
  }

  @Test
  void an_action_whose_end_has_come_is_complete() {
    facts.spec = facts.spec.endTime("2026-03-01T11:00:00Z");

    assertThat(said(project())).startsWith("Ready True Complete");
  }

  @Test
  void a_schedule_without_any_tick_is_not_ready() {
    facts.spec = ScheduledActionSpec.builder("0 0 30 2 *");

    assertThat(said(project())).startsWith("Ready False NeverFires", "Scheduled False NeverFires");
  }

  @Test
  void without_a_worker_it_is_not_ready_though_scheduled() {
    facts.workers = Availability.NONE;

    assertThat(said(project()))
        .startsWith(
            "Ready False NoWorkers", "Scheduled True Armed", "WorkersAvailable False NoWorkers");
    assertThat(project().conditions().get(0).message()).contains("shop").contains("\"report\"");
  }

  @Test
  void workers_that_were_not_looked_up_yet_are_no_fault() {
    facts.workers = Availability.UNKNOWN;

    assertThat(said(project()))
        .startsWith("Ready True Armed")
        .contains("WorkersAvailable Unknown NotKnownYet");
    facts.before =
        List.of(
            new Condition(
                Condition.WORKERS_AVAILABLE, ConditionStatus.FALSE, "NoWorkers", "", NOON, 1L));
    assertThat(said(project()))
        .as("what was said last stands")
        .contains("WorkersAvailable False NoWorkers");
  }

  @Test
  void a_lost_state_shows_until_the_next_success() {
    facts.stateLostAt = at("11:30");
    assertThat(said(project())).contains("LedgerIntact False StateLost");

    facts.passed = List.of(new PassedRange(at("11:00"), at("11:30"), 7, PassedReason.STATE_LOST));
    assertThat(said(project()))
        .startsWith("Ready False StateLost")
        .contains("LedgerIntact False StateLost");

    facts.lastSuccess = at("11:29");
    assertThat(said(project())).contains("LedgerIntact False StateLost");

    facts.lastSuccess = at("11:31");
    assertThat(said(project())).contains("LedgerIntact True Intact").startsWith("Ready True Armed");
  }

  @Test
  void what_the_ledger_has_of_an_earlier_resource_of_the_name_is_not_shown() {
    facts.uid = "uid-0";
    facts.counters = new OwnerCounters(8, 8, 0, 0, 0, 0, 0, 0, 0);
    facts.history = List.of(Facts.run(at("11:50"), RunState.FAILED));

    ScheduledActionStatus status = project();

    assertThat(said(status)).startsWith("Ready Unknown Registering");
    assertThat(status.counters()).isEqualTo(RunCounters.ZERO);
    assertThat(status.history()).isEmpty();
  }

  @Test
  void a_transition_time_stays_while_the_status_is_the_same_and_moves_with_it() {
    Instant since = at("09:00");
    facts.before =
        List.of(
            new Condition(Condition.READY, ConditionStatus.TRUE, "Armed", "", since, 1L),
            new Condition(Condition.WORKERS_AVAILABLE, ConditionStatus.TRUE, "", "", since, 1L));
    facts.workers = Availability.NONE;
    facts.spec = facts.spec.suspend(false);

    ScheduledActionStatus status = project();

    assertThat(time(status, Condition.WORKERS_AVAILABLE)).isEqualTo(NOON);
    facts.workers = Availability.AVAILABLE;
    assertThat(time(project(), Condition.WORKERS_AVAILABLE)).isEqualTo(since);
    assertThat(time(project(), Condition.READY)).isEqualTo(since);
  }

  private static Instant time(ScheduledActionStatus status, String type) {
    return requireNonNull(
        Condition.find(status.conditions(), type).orElseThrow().lastTransitionTime());
  }

  private ScheduledActionStatus project() {
    return ActionProjection.project(facts.facts());
  }

  private static List<String> said(ScheduledActionStatus status) {
    return status.conditions().stream()
        .map(
            condition ->
                condition.type()
                    + " "
                    + switch (condition.status()) {
                      case TRUE -> "True";
                      case FALSE -> "False";
                      case UNKNOWN -> "Unknown";
                    }
                    + " "
                    + condition.reason())
        .toList();
  }

  private static Instant at(String time) {
    return Instant.parse("2026-03-01T" + time + ":00Z");
  }
}
