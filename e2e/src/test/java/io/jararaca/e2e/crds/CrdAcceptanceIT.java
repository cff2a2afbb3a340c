package io.jararaca.e2e.crds;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.jararaca.core.schedule.ScheduleSpec;
import io.jararaca.crds.v1alpha1.DelayedMessageSpec;
import io.jararaca.crds.v1alpha1.ScheduledActionSpec;
import io.jararaca.e2e.fixture.E2e;
import io.jararaca.e2e.fixture.SharedServers;
import io.jararaca.e2e.server.Kubectl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code kubectl apply} takes, and what the API server makes of it. */
@ExtendWith(E2e.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CrdAcceptanceIT {
  private static final String ACTION = "ScheduledAction";
  private static final String MESSAGE = "DelayedMessage";

  private final Definitions definitions;
  private final Kubectl kubectl;

  CrdAcceptanceIT(SharedServers servers) {
    kubectl = servers.apiServer().kubectl();
    definitions = Definitions.installed(kubectl, "crd-acceptance");
  }

  @Test
  void no_schedule_that_the_parser_takes_is_refused() throws IOException {
    Stream<String> others =
        Stream.of(
            "0 0 * * FRI-MON",
            "0 0 LW * *",
            "0 0 L-3W * *",
            "0 0 15W JAN,jul *",
            "0 12 * * FRIL",
            "0 22-2 * * *",
            "@yearly",
            "@Daily",
            "@midnight",
            "@every 90s",
            "@EVERY 1h30m",
            "@every 1d12h30m15s",
            " 0 3  * * 1 ");
    List<String> crons =
        Stream.of(croniterAndQuartz(), others)
            .flatMap(expressions -> expressions)
            .distinct()
            .toList();
    assertThat(crons)
        .hasSizeGreaterThan(300)
        .allSatisfy(cron -> assertThat(ScheduleSpec.of(cron).compile()).isNotNull());

    String manifests =
        crons.stream()
            .map(
                cron ->
                    definitions.manifest(
                        ACTION, Definitions.newName(), "{cron: '%s'}".formatted(cron)))
            .collect(Collectors.joining("---\n"));

    assertThat(kubectl.attemptToApply(manifests).errors()).isEmpty();
  }

  /** The expressions of the tables that prove the arithmetic. */
  private static Stream<String> croniterAndQuartz() throws IOException {
    Path folder = Path.of("../core/src/test/resources/io/jararaca/core/schedule");
    List<String> lines = new ArrayList<>(Files.readAllLines(folder.resolve("croniter.tsv")));
    lines.addAll(Files.readAllLines(folder.resolve("quartz.tsv")));
    return lines.stream().filter(line -> !line.startsWith("#")).map(line -> line.split("\t")[0]);
  }

  @Test
  void an_action_gets_the_defaults_that_the_java_types_have() {
    assertThat(definitions.taken(ACTION, "{cron: '@daily'}"))
        .isEqualTo(written(ScheduledActionSpec.builder("@daily").build()));
    assertThat(definitions.taken(ACTION, "{cron: '@daily', retry: {maxAttempts: 3}}").path("retry"))
        .isEqualTo(
            Definitions.json(
                "{'maxAttempts':3,'minBackoffSeconds':1,'maxBackoffSeconds':60,'factor':2,'jitterPercent':25}"
                    .replace('\'', '"')));
  }

  @Test
  void a_message_gets_the_defaults_that_the_java_types_have() {
    assertThat(definitions.taken(MESSAGE, "{handler: mail, delaySeconds: 0}"))
        .isEqualTo(written(DelayedMessageSpec.builder("mail").delaySeconds(0).build()));
  }

  /** As the API server writes it: no fraction where there is none. */
  private static JsonNode written(Object spec) {
    return Definitions.json(new KubernetesSerialization().asJson(spec).replace("2.0", "2"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{\"a\":{\"b\":[1,2.5,null,{}]},\"c\":\"\"}", "[]", "\"text\"", "0", "false"})
  void a_payload_of_any_json_is_kept_as_it_is(String payload) {
    assertThat(
            definitions
                .taken(ACTION, "{cron: '@daily', payload: %s}".formatted(payload))
                .path("payload"))
        .isEqualTo(Definitions.json(payload));
  }

  @Test
  void until_it_is_cancelled_a_message_can_be_edited() {
    String name = Definitions.newName();

    assertThat(
            Stream.of(
                "{handler: mail, delaySeconds: 60, idempotencyKey: a}",
                "{handler: post, deliverAt: '2030-01-01T00:00:00+05:45', idempotencyKey: a, onDuplicate: Replace}",
                "{handler: post, deliverAt: '2030-01-01T00:00:00Z', idempotencyKey: a, cancel: true}"))
        .allSatisfy(spec -> assertThat(definitions.apply(MESSAGE, name, spec).errors()).isEmpty());
  }

  @Test
  void the_manifests_of_the_reference_are_taken() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "resources.md"));
    List<String> manifests =
        Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL)
            .matcher(page)
            .results()
            .map(m -> m.group(1))
            .toList();

    assertThat(manifests)
        .hasSizeGreaterThanOrEqualTo(2)
        .allSatisfy(manifest -> assertThat(kubectl.attemptToApply(manifest).errors()).isEmpty());
  }
}
