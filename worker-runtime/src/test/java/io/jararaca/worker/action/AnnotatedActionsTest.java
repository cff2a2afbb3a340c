package io.jararaca.worker.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jararaca.core.action.ActionDefinition;
import io.jararaca.core.action.CatchUp;
import io.jararaca.core.action.RunTemplate;
import io.jararaca.core.action.TickRules;
import io.jararaca.core.run.HandlerRef;
import io.jararaca.core.run.RetryPolicy;
import io.jararaca.core.run.RunSpec;
import io.jararaca.core.schedule.DstGapPolicy;
import io.jararaca.core.schedule.ScheduleSpec;
import io.jararaca.worker.InvalidHandlerException;
import io.jararaca.worker.OnLost;
import io.jararaca.worker.Retry;
import io.jararaca.worker.ScheduledAction;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AnnotatedActionsTest {

  @Test
  void what_is_not_said_has_the_resources_defaults() {
    ActionDefinition action = only(new Plain());

    assertThat(action.key()).hasToString("ScheduledAction/shop/send-report");
    assertThat(action.schedule().spec()).isEqualTo(ScheduleSpec.of("@daily"));
    assertThat(action.rules()).isEqualTo(TickRules.DEFAULT);
    RunTemplate template = action.template();
    RunTemplate expected = RunTemplate.of(new HandlerRef("shop", "send-report"));
    assertThat(template).usingRecursiveComparison().isEqualTo(expected);
  }

  @Test
  void every_field_arrives() {
    ActionDefinition action = only(new Full());

    assertThat(action.key().name()).isEqualTo("nightly");
    assertThat(action.schedule().spec())
        .isEqualTo(
            new ScheduleSpec(
                "0 30 2 * * *",
                "Europe/Berlin",
                DstGapPolicy.SKIP,
                Instant.parse("2026-01-01T00:00:00Z"),
                Instant.parse("2027-01-01T00:00:00Z"),
                Duration.ofSeconds(5),
                Instant.EPOCH));
    assertThat(action.rules())
        .isEqualTo(new TickRules(true, 7, CatchUp.ALL, Duration.ofMinutes(2), true, 9, 4, 3));
    RunTemplate template = action.template();
    assertThat(template.handler()).isEqualTo(new HandlerRef("shop", "report"));
    assertThat(new String(template.payload(), StandardCharsets.UTF_8)).isEqualTo("{\"a\":1}");
    assertThat(template.headers()).isEqualTo(Map.of("team", "sales=eu"));
    assertThat(template.timeout()).isEqualTo(Duration.ofSeconds(30));
    assertThat(template.retry())
        .isEqualTo(new RetryPolicy(5, Duration.ofSeconds(2), Duration.ofSeconds(20), 3, 10));
    assertThat(template.maxLosses()).isZero();
    assertThat(template.exclusive()).isFalse();
    assertThat(template.exceptionHandler()).isEqualTo("tell-people");
  }

  @Test
  void an_action_is_the_same_in_the_next_process() {
    assertThat(only(new Plain()).owner()).isEqualTo(only(new Plain()).owner());
    assertThat(RunSpec.DEFAULT_MAX_LOSSES).isEqualTo(only(new Plain()).template().maxLosses());
  }

  @Test
  void a_wrong_field_is_refused_by_class_method_field_and_mend() {
    assertRefused(
        new Object() {
          @ScheduledAction(cron = "61 * * * *")
          void run() {}
        },
        "run: @ScheduledAction cron \"61 * * * *\"");
    assertRefused(
        new Object() {
          @ScheduledAction(cron = "@daily", timeZone = "Mars/Base")
          void run() {}
        },
        "run: @ScheduledAction timeZone \"Mars/Base\"");
    assertRefused(
        new Object() {
          @ScheduledAction(cron = "@daily", payload = "{a")
          void run() {}
        },
        "run: @ScheduledAction payload \"{a\": is not JSON");
    assertRefused(
        new Object() {
          @ScheduledAction(cron = "@daily", exclusive = false)
          void run() {}
        },
        "run: @ScheduledAction timeout: exclusive: false needs one");
    assertRefused(
        new Object() {
          @ScheduledAction(cron = "@daily", headers = "team")
          void run() {}
        },
        "run: @ScheduledAction headers \"team\": write name=value");
    assertRefused(
        new Object() {
          @ScheduledAction(cron = "@daily", startTime = "tomorrow")
          void run() {}
        },
        "run: @ScheduledAction startTime \"tomorrow\": write it like 2026-03-01T12:00:00Z");
  }

  private static void assertRefused(Object object, String message) {
    assertThatThrownBy(() -> AnnotatedActions.of(object.getClass(), "shop"))
        .isInstanceOf(InvalidHandlerException.class)
        .hasMessageStartingWith("method " + object.getClass().getName())
        .hasMessageContaining(message);
  }

  private static ActionDefinition only(Object object) {
    return AnnotatedActions.of(object.getClass(), "shop").get(0);
  }

  static class Plain {
    @ScheduledAction(cron = "@daily")
    void sendReport() {}
  }

  static class Full {
    @ScheduledAction(
        cron = "0 30 2 * * *",
        name = "nightly",
        handler = "report",
        timeZone = "Europe/Berlin",
        dstGapPolicy = DstGapPolicy.SKIP,
        payload = "{\"a\":1}",
        headers = "team=sales=eu",
        allowOverlap = true,
        maxActive = 7,
        exclusive = false,
        timeoutSeconds = 30,
        exceptionHandler = "tell-people",
        retry =
            @Retry(
                maxAttempts = 5,
                minBackoffSeconds = 2,
                maxBackoffSeconds = 20,
                factor = 3,
                jitterPercent = 10),
        onLost = OnLost.FAIL,
        catchUp = CatchUp.ALL,
        startingDeadlineSeconds = 120,
        jitterSeconds = 5,
        suspend = true,
        startTime = "2026-01-01T00:00:00Z",
        endTime = "2027-01-01T00:00:00Z",
        maxRuns = 9,
        suspendAfterFailures = 4,
        historyLimit = 3)
    void run() {}
  }
}
