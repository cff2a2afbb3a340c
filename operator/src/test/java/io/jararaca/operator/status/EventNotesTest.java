package io.jararaca.operator.status;

import static io.jararaca.operator.status.Facts.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.jararaca.core.ledger.OwnerCounters;
import io.jararaca.core.run.PassedRange;
import io.jararaca.core.run.PassedReason;
import io.jararaca.core.run.RunState;
import io.jararaca.crds.v1alpha1.ScheduledActionSpec;
import io.jararaca.crds.v1alpha1.ScheduledActionStatus;
import io.jararaca.operator.resource.StatusDigest;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventNotesTest {

  private final Facts facts = new Facts();
  private StatusDigest written = StatusDigest.NONE;

  @Test
  void a_healthy_action_is_no_news() {
    assertThat(reasons()).isEmpty();
  }

  @Test
  void the_first_failure_and_the_recovery_are_told_once_and_the_failures_between_are_not() {
    write();

    fail(1);
    assertThat(notes())
        .singleElement()
        .satisfies(
            note -> {
              assertThat(note.warning()).isTrue();
              assertThat(note.reason()).isEqualTo("RunFailed");
              assertThat(note.note()).contains("Failed: boom");
            });
    write();
    fail(2);
    assertThat(reasons()).isEmpty();
    write();
    facts.failures = 0;
    facts.counters = new OwnerCounters(3, 1, 2, 0, 0, 0, 0, 0, 0);

    assertThat(reasons()).containsExactly("Recovered");
    assertThat(notes().get(0).note()).contains("2 failures");
    assertThat(notes().get(0).warning()).isFalse();
  }

  @Test
  void missed_ticks_are_told_with_how_many_and_why() {
    write();
    facts.passed = List.of(new PassedRange(NOON.minusSeconds(900), NOON, 4, PassedReason.CATCH_UP));
    facts.counters = new OwnerCounters(0, 0, 0, 0, 0, 0, 0, 0, 4);

    assertThat(notes())
        .containsExactly(
            new EventNote(
                true, "Missed", "4 ticks were missed, the last at 2026-03-01T12:00:00Z (CatchUp)"));
    write();

    assertThat(reasons()).isEmpty();
  }

  @Test
  void no_workers_suspension_by_failures_and_lost_state_are_told_when_they_begin() {
    facts.workers = Availability.NONE;
    assertThat(reasons()).containsExactly("NoWorkers");
    write();
    assertThat(reasons()).isEmpty();

    facts.suspendedByFailures = true;
    assertThat(reasons()).containsExactly("SuspendedByFailures");
    write();

    facts.stateLostAt = NOON;
    assertThat(reasons()).containsExactly("StateLost");
  }

  @Test
  void an_invalid_spec_is_told_anew_when_it_is_invalid_in_another_way() {
    facts.spec = ScheduledActionSpec.builder("61 * * * *");
    assertThat(reasons()).containsExactly("InvalidSpec");
    write();
    assertThat(reasons()).isEmpty();

    facts.spec = ScheduledActionSpec.builder("62 * * * *");

    assertThat(reasons()).containsExactly("InvalidSpec");
  }

  private void fail(int inARow) {
    facts.failures = inARow;
    facts.counters = new OwnerCounters(inARow, 0, inARow, 0, 0, 0, 0, 0, 0);
    facts.history = List.of(Facts.run(NOON.minusSeconds(60), RunState.FAILED));
  }

  private void write() {
    written = StatusDigest.of(status());
  }

  private List<String> reasons() {
    return notes().stream().map(EventNote::reason).toList();
  }

  private List<EventNote> notes() {
    return EventNotes.of(written, status());
  }

  private ScheduledActionStatus status() {
    return ActionProjection.project(facts.facts());
  }
}
