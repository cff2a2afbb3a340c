package io.jararaca.e2e.crds;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.jararaca.crds.v1alpha1.Condition;
import io.jararaca.crds.v1alpha1.ConditionStatus;
import io.jararaca.crds.v1alpha1.DelayedMessageStatus;
import io.jararaca.crds.v1alpha1.RunCounters;
import io.jararaca.crds.v1alpha1.RunStatus;
import io.jararaca.crds.v1alpha1.ScheduledAction;
import io.jararaca.crds.v1alpha1.ScheduledActionStatus;
import io.jararaca.crds.v1alpha1.TickRange;
import io.jararaca.e2e.fixture.E2e;
import io.jararaca.e2e.fixture.SharedServers;
import io.jararaca.e2e.server.Kubectl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a status written by the operator's types looks like to those who ask with kubectl. */
@ExtendWith(E2e.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CrdStatusIT {
  private static final KubernetesSerialization SERIALIZATION = new KubernetesSerialization();
  private static final Instant PAST = Instant.parse("2020-01-01T03:00:00Z");
  private static final Instant FUTURE = Instant.parse("2199-01-01T03:00:00Z");
  private static final String COLUMNS = "\\s{2,}";

  private final Path folder;
  private final Definitions definitions;
  private final Kubectl kubectl;

  CrdStatusIT(SharedServers servers, @TempDir Path folder) {
    this.folder = folder;
    kubectl = servers.apiServer().kubectl();
    definitions = Definitions.installed(kubectl, "crd-status");
  }

  @Test
  void get_shows_the_last_and_the_next_run_and_what_is_wrong() throws IOException {
    definitions.taken("ScheduledAction", "report", "{cron: '0 3 * * *', timeZone: Europe/Berlin}");
    writeStatus("sact", "report", action(List.of(run("Failed")), 3));

    String[] lines = definitions.run("get", "sact", "report").split("\n");
    String[] wide = definitions.run("get", "sact", "report", "-o", "wide").split("\n");

    assertThat(lines[0].split(COLUMNS))
        .containsExactly(
            "NAME", "CRON", "SUSPEND", "ACTIVE", "LAST RUN", "RESULT", "NEXT RUN", "READY", "AGE");
    assertThat(lines[1].split(COLUMNS))
        .startsWith("report", "0 3 * * *", "false", "3")
        .endsWith("Failed", "2199-01-01T03:00:00Z", "False", lines[1].split(COLUMNS)[8]);
    assertThat(lines[1].split(COLUMNS)[4]).as("LAST RUN, as an age").matches("\\d+y.*");
    assertThat(wide[0].split(COLUMNS)).contains("TIMEZONE", "HANDLER", "MISSED", "REASON");
    assertThat(wide[1].split(COLUMNS))
        .contains("Europe/Berlin", "report-handler", "7", "NoWorkers");
  }

  @Test
  void get_shows_when_a_message_is_delivered_and_what_became_of_it() throws IOException {
    definitions.taken("DelayedMessage", "reminder", "{handler: mail, delaySeconds: 5}");
    writeStatus(
        "dmsg",
        "reminder",
        new DelayedMessageStatus(
            1L,
            "Succeeded",
            null,
            "17-x",
            FUTURE,
            PAST,
            PAST,
            PAST,
            2,
            "worker-1",
            null,
            List.of(
                condition(Condition.READY, ConditionStatus.TRUE),
                condition(Condition.SUCCEEDED, ConditionStatus.TRUE))));

    String[] lines = definitions.run("get", "dmsg", "reminder").split("\n");

    assertThat(lines[0].split(COLUMNS))
        .containsExactly("NAME", "DELIVER AT", "HANDLER", "PHASE", "ATTEMPTS", "AGE");
    assertThat(lines[1].split(COLUMNS))
        .startsWith("reminder", "2199-01-01T03:00:00Z", "mail", "Succeeded", "2");
    definitions.run("wait", "--for=condition=Succeeded", "--timeout=10s", "dmsg/reminder");
  }

  @Test
  void a_status_of_too_much_is_cut_to_what_is_taken_and_reads_as_it_was_written()
      throws IOException {
    definitions.taken("ScheduledAction", "too-much", "{cron: '@daily', historyLimit: 100}");
    ScheduledActionStatus written =
        action(Collections.nCopies(ScheduledActionStatus.HISTORY + 1, run("TimedOut")), 10_000);

    writeStatus("sact", "too-much", written);

    String stored = definitions.run("get", "sact", "too-much", "-o", "json");
    assertThat(SERIALIZATION.unmarshal(stored, ScheduledAction.class).getStatus())
        .isEqualTo(written);
  }

  @Test
  void a_status_is_no_edit_and_an_apply_is_no_status() throws IOException {
    definitions.taken("ScheduledAction", "apart", "{cron: '@daily'}");
    writeStatus("sact", "apart", action(List.of(), 1));

    kubectl.apply(
        definitions.manifest("ScheduledAction", "apart", "{cron: '@hourly'}")
            + "status: {activeRuns: 9}\n");

    JsonNode stored = definitions.read("sact", "apart");
    assertThat(stored.at("/metadata/generation").asInt())
        .as("only the apply is an edit")
        .isEqualTo(2);
    assertThat(stored.at("/status/activeRuns").asInt()).isEqualTo(1);
  }

  @Test
  void both_kinds_are_found_by_their_category() {
    definitions.taken("ScheduledAction", "by-category", "{cron: '@daily'}");
    definitions.taken("DelayedMessage", "by-category", "{handler: mail, delaySeconds: 5}");

    assertThat(definitions.run("get", "jararaca", "-o", "name"))
        .contains(
            "scheduledaction.jararaca.io/by-category", "delayedmessage.jararaca.io/by-category");
  }

  @Test
  void explain_says_what_each_field_means() {
    assertThat(kubectl.run("explain", "sact")).contains("Work that recurs");
    assertThat(kubectl.run("explain", "sact.spec.retry"))
        .contains("The longest wait between two attempts");
    assertThat(kubectl.run("explain", "dmsg.spec.idempotencyKey")).contains("Cannot be changed");
  }

  private void writeStatus(String kind, String name, Object status) throws IOException {
    Path patch =
        Files.writeString(
            folder.resolve(name), "{\"status\":%s}".formatted(SERIALIZATION.asJson(status)));
    definitions.run(
        "patch", kind, name, "--subresource=status", "--type=merge", "--patch-file=" + patch);
  }

  private static ScheduledActionStatus action(List<RunStatus> history, int active) {
    return new ScheduledActionStatus(
        1L,
        "report-handler",
        "d".repeat(2000),
        List.of(
            new Condition(
                Condition.READY, ConditionStatus.FALSE, "NoWorkers", "m".repeat(2000), PAST, 1L),
            condition(Condition.SCHEDULED, ConditionStatus.TRUE),
            condition(Condition.WORKERS_AVAILABLE, ConditionStatus.FALSE),
            condition(Condition.LEDGER_INTACT, ConditionStatus.UNKNOWN)),
        PAST,
        PAST.plusMillis(1),
        run("Failed"),
        FUTURE,
        Collections.nCopies(ScheduledActionStatus.NEXT_RUN_TIMES + 1, FUTURE),
        active,
        history,
        ranges("Overlap"),
        ranges("StateLost"),
        new RunCounters(1, 2, 3, 4, 5, 6, 7, 8, 7, Long.MAX_VALUE),
        "t".repeat(5000));
  }

  private static List<TickRange> ranges(String reason) {
    return Collections.nCopies(
        ScheduledActionStatus.TICK_RANGES + 1, new TickRange(PAST, FUTURE, 1_000_000L, reason));
  }

  private static RunStatus run(String state) {
    return new RunStatus(
        "17-" + "u".repeat(36),
        PAST,
        state,
        "Timeout",
        3,
        PAST,
        PAST.plusMillis(1500),
        "w".repeat(300),
        "😀".repeat(1000));
  }

  private static Condition condition(String type, ConditionStatus status) {
    return new Condition(type, status, "Because", null, PAST, 1L);
  }
}
