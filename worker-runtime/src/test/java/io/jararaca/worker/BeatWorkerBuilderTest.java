package io.jararaca.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jararaca.core.action.ActionDefinition;
import io.jararaca.core.settings.InvalidSettingsException;
import io.jararaca.worker.action.AnnotatedActions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BeatWorkerBuilderTest {

  private static final Map<String, String> SERVERS =
      Map.of("BROKER_URL", "amqp://127.0.0.1:1", "BACKEND_URL", "redis://127.0.0.1:1");

  @Test
  void all_actions_of_all_objects_are_scheduled() {
    assertThat(builder().app(new Reports(), new Tidying()).build().actions())
        .containsExactlyInAnyOrder("daily-report", "weekly-report", "tidy");
  }

  @Test
  void chosen_actions_alone_are_scheduled() {
    assertThat(
            builder()
                .app(new Reports(), new Tidying())
                .scheduledActionNames("tidy", "default/daily-report")
                .build()
                .actions())
        .containsExactlyInAnyOrder("tidy", "daily-report");
  }

  @Test
  void a_chosen_action_that_is_not_here_is_refused_with_those_that_are() {
    assertThatThrownBy(() -> builder().app(new Tidying()).scheduledActionNames("clean").build())
        .isInstanceOf(InvalidHandlerException.class)
        .hasMessage("ACTIONS=clean: there is no such action here; choose from tidy");
  }

  @Test
  void two_actions_of_one_name_are_refused() {
    assertThatThrownBy(() -> builder().app(new Tidying(), new Tidying()).build())
        .hasMessage("action \"tidy\" is declared twice: give one of them another name");
  }

  @Test
  void a_beat_without_actions_is_refused() {
    assertThatThrownBy(() -> builder().build())
        .hasMessage(
            "the beat has no actions: give it ScheduledActions, as annotated methods or as manifests");
  }

  @Test
  void bad_settings_are_refused_by_name_and_value() {
    assertThatThrownBy(
            () ->
                builder()
                    .app(new Tidying())
                    .interval(Duration.ZERO)
                    .brokerUrl("amqp://host:port")
                    .scheduledActionNames("a b")
                    .build())
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessageContaining("INTERVAL=0.0")
        .hasMessageContaining("BROKER_URL=")
        .hasMessageContaining("the port must be 1 to 65535")
        .hasMessageContaining("ACTIONS=a b");
  }

  @Test
  void actions_that_were_read_elsewhere_are_scheduled_beside_those_of_objects() {
    List<ActionDefinition> read = AnnotatedActions.of(Reports.class, "other");

    assertThat(
            builder()
                .app(new Tidying())
                .actions(read)
                .scheduledActionNames("tidy", "other/weekly-report")
                .build()
                .actions())
        .containsExactlyInAnyOrder("tidy", "weekly-report");
    assertThatThrownBy(() -> builder().actions(read).scheduledActionNames("tidy").build())
        .hasMessage(
            "ACTIONS=tidy: there is no such action here; choose from other/daily-report, other/weekly-report");
  }

  @Test
  void other_actions_may_be_scheduled_while_it_runs_but_no_wrong_ones() {
    BeatWorker beat = builder().app(new Reports()).build();

    beat.schedule(AnnotatedActions.of(Tidying.class, "default"));
    assertThat(beat.actions()).containsExactly("tidy");
    assertThatThrownBy(() -> beat.schedule(List.of())).hasMessageContaining("has no actions");
    assertThat(beat.actions()).containsExactly("tidy");
  }

  private static BeatWorkerBuilder builder() {
    return BeatWorker.builder().environment(SERVERS);
  }

  static class Reports {
    @ScheduledAction(cron = "@daily")
    void dailyReport() {}

    @ScheduledAction(cron = "@weekly")
    void weeklyReport() {}
  }

  static class Tidying {
    @ScheduledAction(cron = "@hourly")
    void tidy() {}
  }
}
