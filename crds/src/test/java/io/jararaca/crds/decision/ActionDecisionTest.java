package io.jararaca.crds.decision;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.jararaca.core.action.ActionDefinition;
import io.jararaca.core.action.CatchUp;
import io.jararaca.core.action.RunTemplate;
import io.jararaca.core.action.TickRules;
import io.jararaca.core.run.HandlerRef;
import io.jararaca.core.run.Owner;
import io.jararaca.core.run.OwnerKey;
import io.jararaca.core.run.RetryPolicy;
import io.jararaca.core.schedule.DstGapPolicy;
import io.jararaca.core.schedule.ScheduleSpec;
import io.jararaca.crds.v1alpha1.ScheduledActionSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ActionDecisionTest {

  private static final ObjectMapper YAML = new YAMLMapper();
  private static final Instant CREATED = Instant.parse("2026-03-01T12:00:00Z");
  private static final Identity REPORT =
      new Identity(new Owner(OwnerKey.scheduledAction("shop", "report"), "uid-1"), 3, CREATED);

  @Test
  void a_cron_alone_means_all_the_defaults() throws Exception {
    ActionDefinition definition = valid("cron: '*/5 * * * *'", null);

    assertThat(definition.owner()).isEqualTo(REPORT.owner());
    assertThat(definition.generation()).isEqualTo(3);
    assertThat(definition.schedule().spec())
        .isEqualTo(ScheduleSpec.of("*/5 * * * *").withAnchor(CREATED));
    assertThat(definition.rules()).isEqualTo(TickRules.DEFAULT);
    assertThat(definition.template())
        .usingRecursiveComparison()
        .isEqualTo(RunTemplate.of(new HandlerRef("shop", "report")));
    assertThat(definition.trigger()).isNull();
  }

  @Test
  void every_field_reaches_its_place() throws Exception {
    ActionDefinition definition =
        valid(
            """
            cron: '0 30 2 * * *'
            timeZone: Europe/Berlin
            dstGapPolicy: Skip
            handler: Nightly.Report
            payload: {size: 3}
            headers: {team: night}
            allowOverlap: true
            maxActive: 7
            exclusive: false
            timeoutSeconds: 90
            exceptionHandler: alarm
            retry: {maxAttempts: 1, minBackoffSeconds: 2, maxBackoffSeconds: 30, factor: 3, jitterPercent: 10}
            onLost: Fail
            catchUp: All
            startingDeadlineSeconds: 600
            jitterSeconds: 20
            suspend: true
            startTime: '2026-04-01T00:00:00+02:00'
            endTime: '2026-05-01T00:00:00Z'
            maxRuns: 12
            suspendAfterFailures: 4
            historyLimit: 2
            """,
            "now-1");

    assertThat(definition.schedule().spec())
        .isEqualTo(
            new ScheduleSpec(
                "0 30 2 * * *",
                "Europe/Berlin",
                DstGapPolicy.SKIP,
                Instant.parse("2026-03-31T22:00:00Z"),
                Instant.parse("2026-05-01T00:00:00Z"),
                Duration.ofSeconds(20),
                CREATED));
    assertThat(definition.rules())
        .isEqualTo(new TickRules(true, 7, CatchUp.ALL, Duration.ofMinutes(10), true, 12, 4, 2));
    assertThat(definition.template())
        .usingRecursiveComparison()
        .isEqualTo(
            new RunTemplate(
                new HandlerRef("shop", "Nightly.Report"),
                "{\"size\":3}".getBytes(UTF_8),
                Map.of("team", "night"),
                Duration.ofSeconds(90),
                new RetryPolicy(1, Duration.ofSeconds(2), Duration.ofSeconds(30), 3, 10),
                0,
                false,
                "alarm"));
    assertThat(definition.trigger()).isEqualTo("now-1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          cron: '61 * * * *'                                             | cron            | 61         | 0 to 59
          cron: '* * *'                                                  | cron            | * * *      | fields
          cron: '@daily', timeZone: Mars/Olympus                         | timeZone        | Mars       | zone
          cron: '@daily', handler: 'a b'                                 | handler         | a b        | letters
          cron: '@daily', exceptionHandler: '-x'                         | exceptionHandler | -x        | letters
          cron: '@daily', startTime: yesterday                           | startTime       | yesterday  | RFC 3339
          cron: '@daily', startTime: 2026-04-02T00:00:00Z, endTime: 2026-04-01T00:00:00Z | endTime | 2026-04-01 | startTime
          cron: '@daily', exclusive: false                               | timeoutSeconds  | not set    | set timeoutSeconds
          cron: '@daily', retry: {minBackoffSeconds: 61}                 | retry           | minBackoff | at most
          cron: '@daily', retry: {maxAttempts: 0}                        | retry           | 0          | 1 or more
          cron: '@daily', timeoutSeconds: 0                              | timeoutSeconds  | 0          | 1 or more
          cron: '@daily', startingDeadlineSeconds: -1                    | startingDeadlineSeconds | -1 | 1 or more
          cron: '@daily', jitterSeconds: -1                              | jitterSeconds   | -1         | 0 to
          cron: '@daily', maxActive: 0                                   | spec            | maxActive 0 | 1 or more
          cron: '@daily', historyLimit: 101                              | spec            | historyLimit 101 | 0 to 100
          """)
  void what_the_schema_cannot_see_is_found_with_field_value_and_mend(
      String spec, String field, String value, String mend) throws Exception {
    List<Finding> findings = findings("{" + spec + "}");

    assertThat(findings).hasSize(1);
    assertThat(findings.get(0).field()).isEqualTo(field);
    assertThat(findings.get(0).message()).contains(value).contains(mend);
  }

  @Test
  void a_payload_may_be_nested_500_deep_and_no_deeper() throws Exception {
    assertThat(ActionDecision.decide(REPORT, nested(500), null)).isInstanceOf(Decision.Valid.class);
    assertThat(ActionDecision.decide(REPORT, nested(501), null))
        .isEqualTo(
            new Decision.Invalid<>(
                List.of(
                    new Finding(
                        "payload",
                        "payload is nested too deep: handlers' JSON readers take 500 levels at most"
                            + " here, flatten it"))));
  }

  private static ScheduledActionSpec nested(int depth) throws Exception {
    String json = "[".repeat(depth - 1) + "{\"a\": 1}" + "]".repeat(depth - 1);
    return ScheduledActionSpec.builder("@daily").payload(new ObjectMapper().readTree(json)).build();
  }

  @Test
  void a_payload_may_have_64_kib_and_not_a_byte_more() {
    int most = 64 * 1024 - 2; // with its quotes
    ScheduledActionSpec fits =
        ScheduledActionSpec.builder("@daily").payload(new TextNode("x".repeat(most))).build();
    ScheduledActionSpec tooLarge =
        ScheduledActionSpec.builder("@daily").payload(new TextNode("x".repeat(most + 1))).build();

    assertThat(ActionDecision.decide(REPORT, fits, null)).isInstanceOf(Decision.Valid.class);
    assertThat(ActionDecision.decide(REPORT, tooLarge, null))
        .isEqualTo(
            new Decision.Invalid<>(
                List.of(
                    new Finding(
                        "payload",
                        "payload of 65,537 bytes: must be at most 65,536 bytes of JSON; keep the data"
                            + " elsewhere and name it in the payload"))));
  }

  @Test
  void all_that_is_wrong_is_said_at_once() throws Exception {
    assertThat(findings("{cron: '61 * * * *', handler: 'a b', timeoutSeconds: 0}"))
        .extracting(Finding::field)
        .containsExactlyInAnyOrder("cron", "handler", "timeoutSeconds");
  }

  private static List<Finding> findings(String spec) throws Exception {
    Decision<ActionDefinition> decision =
        ActionDecision.decide(REPORT, YAML.readValue(spec, ScheduledActionSpec.class), null);
    assertThat(decision).isInstanceOf(Decision.Invalid.class);
    return ((Decision.Invalid<ActionDefinition>) decision).findings();
  }

  private static ActionDefinition valid(String spec, @Nullable String trigger) throws Exception {
    Decision<ActionDefinition> decision =
        ActionDecision.decide(REPORT, YAML.readValue(spec, ScheduledActionSpec.class), trigger);
    assertThat(decision).isInstanceOf(Decision.Valid.class);
    return ((Decision.Valid<ActionDefinition>) decision).definition();
  }
}
