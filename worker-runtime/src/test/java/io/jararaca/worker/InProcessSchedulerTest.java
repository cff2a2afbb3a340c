package io.jararaca.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jararaca.core.ledger.OwnerSnapshot;
import io.jararaca.core.run.OwnerKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class InProcessSchedulerTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final List<Run> ticks = new CopyOnWriteArrayList<>();
  private final List<Run> tries = new CopyOnWriteArrayList<>();
  private final List<String> told = new CopyOnWriteArrayList<>();
  private final CountDownLatch gate = new CountDownLatch(1);

  @Test
  void an_action_runs_at_each_planned_instant_once() {
    try (InProcessScheduler scheduler = new InProcessScheduler(new EverySecond())) {
      scheduler.start();
      await().atMost(PATIENCE).until(() -> ticks.size() >= 3);
    }

    List<Instant> planned = ticks.stream().map(Run::plannedAt).toList();
    assertThat(planned).doesNotHaveDuplicates().isSorted();
    for (int i = 1; i < planned.size(); i++) {
      assertThat(Duration.between(planned.get(i - 1), planned.get(i)))
          .isEqualTo(Duration.ofSeconds(1));
    }
  }

  @Test
  void a_failing_action_is_retried_and_then_its_exception_handler_is_told() {
    try (InProcessScheduler scheduler = new InProcessScheduler(new Failing())) {
      scheduler.start();
      await().atMost(PATIENCE).until(() -> !told.isEmpty());
    }

    assertThat(tries).extracting(Run::attempt).startsWith(1, 2);
    assertThat(tries.get(0).id()).isEqualTo(tries.get(1).id());
    assertThat(told.get(0)).contains("IllegalStateException: no stock");
  }

  @Test
  void a_tick_that_meets_a_running_run_is_skipped() {
    try (InProcessScheduler scheduler = new InProcessScheduler(new Slow())) {
      scheduler.start();
      await().atMost(PATIENCE).until(() -> snapshot(scheduler).counters().skipped() >= 2);

      assertThat(snapshot(scheduler).counters().runs()).isEqualTo(1);
      gate.countDown();
      await().atMost(PATIENCE).until(() -> snapshot(scheduler).counters().runs() >= 2);
    }
  }

  @Test
  void a_message_is_handled_when_it_is_due_and_a_handler_may_publish_the_next() {
    try (InProcessScheduler scheduler = new InProcessScheduler(new Relay())) {
      scheduler.start();

      Receipt first =
          scheduler
              .publisher()
              .publishAfter(
                  new FirstLeg("zoe"),
                  Duration.ofMillis(50),
                  MessageOptions.none().header("traceparent", "00-aa-bb-01"))
              .join();
      await().atMost(PATIENCE).until(() -> !ticks.isEmpty());

      assertThat(told).containsExactly("zoe runs on");
      assertThat(ticks.get(0).headers())
          .containsEntry("traceparent", "00-aa-bb-01")
          .containsEntry("source", "Message/default/first-leg")
          .containsEntry("cause", first.id());
    }
  }

  @Test
  void a_run_that_asks_for_later_comes_again_and_counts_as_no_failure() {
    try (InProcessScheduler scheduler = new InProcessScheduler(new Patient())) {
      scheduler.start();
      await()
          .atMost(PATIENCE)
          .until(() -> snapshot(scheduler, "patient").counters().succeeded() == 1);

      assertThat(tries).hasSize(3);
      assertThat(tries).extracting(Run::id).containsOnly(tries.get(0).id());
      assertThat(snapshot(scheduler, "patient").counters().failed()).isZero();
      assertThat(snapshot(scheduler, "patient").suspendedByFailures()).isFalse();
    }
  }

  @Test
  void the_logging_context_names_run_and_handler_while_the_handler_works() {
    try (InProcessScheduler scheduler = new InProcessScheduler(new Talkative())) {
      scheduler.start();
      await().atMost(PATIENCE).until(() -> told.size() >= 2);
    }

    assertThat(told.get(0)).isEqualTo(tries.get(0).id() + " talk");
    assertThat(told.get(1)).isEqualTo(tries.get(1).id() + " talk");
  }

  private static OwnerSnapshot snapshot(InProcessScheduler scheduler) {
    return snapshot(scheduler, "slow");
  }

  private static OwnerSnapshot snapshot(InProcessScheduler scheduler, String action) {
    return await()
        .until(
            () ->
                scheduler
                    .ledger()
                    .owner(OwnerKey.scheduledAction("default", action))
                    .join()
                    .orElse(null),
            found -> found != null);
  }

  class EverySecond {
    @ScheduledAction(cron = "* * * * * *")
    void tick(Run run) {
      ticks.add(run);
    }
  }

  class Failing {
    @ScheduledAction(
        cron = "* * * * * *",
        exceptionHandler = "tell-people",
        retry = @Retry(maxAttempts = 2, minBackoffSeconds = 0))
    void failing(Run run) {
      tries.add(run);
      throw new IllegalStateException("no stock");
    }

    @MessageHandler("tell-people")
    void tellPeople(String failure) {
      told.add(failure);
    }
  }

  record FirstLeg(String runner) {}

  record SecondLeg(String runner) {}

  class Relay {
    @MessageHandler("first-leg")
    void first(FirstLeg leg, Publisher publisher) {
      publisher.publish(new SecondLeg(leg.runner() + " runs on")).join();
    }

    @MessageHandler("second-leg")
    void second(SecondLeg leg, Run run) {
      told.add(leg.runner());
      ticks.add(run);
    }
  }

  class Slow {
    @ScheduledAction(cron = "* * * * * *")
    void slow() throws InterruptedException {
      gate.await();
    }
  }

  class Patient {
    @ScheduledAction(cron = "* * * * * *", maxRuns = 1, suspendAfterFailures = 1)
    void patient(Run run) {
      tries.add(run);
      if (tries.size() < 3) {
        throw new RetryLater(Duration.ofMillis(50));
      }
    }
  }

  class Talkative {
    @ScheduledAction(cron = "* * * * * *")
    void talk(Run run) {
      tries.add(run);
      told.add(MDC.get("run") + " " + MDC.get("handler"));
    }
  }
}
