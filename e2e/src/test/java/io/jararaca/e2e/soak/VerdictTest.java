package io.jararaca.e2e.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.jararaca.core.run.PassedRange;
import io.jararaca.core.run.PassedReason;
import io.jararaca.e2e.mainjob.RunLog.Attempt;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The judge finds what is wrong, and nothing else. */
class VerdictTest {

  private static final String OWNER = "ScheduledAction/soak/action-0";
  private static final String MESSAGE = "DelayedMessage/soak/message-0";
  private static final Instant FIRST = Instant.ofEpochSecond(1_800_000_000);
  private static final Instant LAST = FIRST.plusSeconds(2);
  private static final Duration LEASE = Duration.ofSeconds(30);

  private final Reasons reasons = new Reasons();
  private final List<Attempt> attempts = new ArrayList<>();
  private final List<Strike> strikes = new ArrayList<>();
  private boolean together;

  VerdictTest() {
    ran(0, "a", 0, 100);
    ran(2, "c", 2000, 2100);
    reasons.note(OWNER, List.of(PassedRange.single(FIRST.plusSeconds(1), PassedReason.OVERLAP)));
    message(500, 600L, "succeeded");
  }

  @Test
  void runs_and_reasons_that_cover_every_tick_are_well() {
    assertThat(verdict()).isEmpty();
  }

  @Test
  void a_tick_without_run_or_reason_is_found() {
    attempts.removeIf(attempt -> attempt.run().equals("c"));

    assertThat(verdict()).singleElement().asString().contains("neither run nor reason");
  }

  @Test
  void a_tick_that_ran_in_spite_of_a_reason_is_found() {
    ran(1, "b", 1000, 1100);

    assertThat(verdict()).singleElement().asString().contains("Overlap");
  }

  @Test
  void a_loss_of_state_excuses_a_reason_for_what_ran_and_no_missing_tick() {
    ran(1, "b", 1000, 1100);
    strikes.add(Strike.at(FIRST).losingSince(FIRST));
    assertThat(verdict()).isEmpty();

    attempts.removeIf(attempt -> attempt.run().equals("a"));
    assertThat(verdict()).singleElement().asString().contains("neither run nor reason");
  }

  @Test
  void a_second_run_of_a_tick_is_found() {
    ran(2, "other", 2200, 2300);

    assertThat(verdict()).singleElement().asString().contains("several runs");
  }

  @Test
  void an_instant_that_is_no_tick_is_found() {
    ran(3, "d", 3000, 3100);

    assertThat(verdict()).singleElement().asString().contains("no such tick");
  }

  @Test
  void two_attempts_of_a_run_at_once_are_found_though_the_action_allows_overlap() {
    together = true;
    ran(2, "c", 2050, 2060);

    assertThat(verdict()).singleElement().asString().contains("at once");
  }

  @Test
  void two_runs_at_once_are_found_where_the_action_allows_none() {
    attempts.removeIf(attempt -> attempt.run().equals("a"));
    attempts.add(0, attempt(OWNER, 0, "a", 0, 2050L, "succeeded"));

    assertThat(verdict()).singleElement().asString().contains("at once");
    together = true;
    assertThat(verdict()).isEmpty();
  }

  @Test
  void an_attempt_of_a_killed_worker_went_on_until_its_kill() {
    attempts.removeIf(attempt -> attempt.run().equals("c"));
    attempts.add(attempt(OWNER, 2, "c", 2000, null, null));
    ran(2, "c", 3000, 3100);
    assertThat(verdict()).anyMatch(complaint -> complaint.contains("never ended"));

    strikes.add(Strike.at(FIRST.plusMillis(2500)).killing("worker-1"));
    assertThat(verdict()).isEmpty();

    strikes.set(0, Strike.at(FIRST.plusMillis(3050)).killing("worker-1"));
    assertThat(verdict()).singleElement().asString().contains("at once");
  }

  @Test
  void a_run_that_never_succeeded_is_found() {
    attempts.removeIf(attempt -> attempt.run().equals("c"));
    attempts.add(attempt(OWNER, 2, "c", 2000, 2100L, "failed"));

    assertThat(verdict()).singleElement().asString().contains("never succeeded");
  }

  @Test
  void a_message_that_nobody_handled_is_found() {
    attempts.removeIf(attempt -> attempt.owner().equals(MESSAGE));

    assertThat(verdict()).singleElement().asString().contains("never handled");
  }

  @Test
  void a_run_of_another_install_is_found() {
    attempts.add(attempt("ScheduledAction/neighbour/action-0", 0, "n", 0, 1L, "succeeded"));

    assertThat(verdict()).singleElement().asString().contains("stranger");
  }

  private List<String> verdict() {
    Expectations expectations =
        new Expectations(
            List.of(new Expectations.Action(OWNER, together)), List.of(MESSAGE), FIRST, LAST);
    return Verdict.on(expectations, attempts, reasons, strikes, LEASE);
  }

  private void ran(int tick, String run, long begin, long end) {
    attempts.add(attempt(OWNER, tick, run, begin, end, "succeeded"));
  }

  private void message(long begin, @Nullable Long end, @Nullable String result) {
    attempts.add(attempt(MESSAGE, 0, "m", begin, end, result));
  }

  private static Attempt attempt(
      String owner, int tick, String run, long begin, @Nullable Long end, @Nullable String result) {
    long zero = FIRST.toEpochMilli();
    return new Attempt(
        run,
        owner,
        "count",
        FIRST.plusSeconds(tick),
        1,
        "worker-1-xyz",
        zero + begin,
        end == null ? null : zero + end,
        result);
  }
}
