package io.jararaca.e2e.observability;

import static io.jararaca.e2e.mainjob.RunningInstall.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jararaca.e2e.fixture.E2e;
import io.jararaca.e2e.fixture.SharedServers;
import io.jararaca.e2e.process.OsProcess;
import io.jararaca.e2e.process.Sandbox;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Queries of alerts and dashboard find what they ask for at an operator that works; logs can be
 * read by machines, and hold neither passwords nor what payloads and headers carry.
 */
@Tag("kills-servers")
@ExtendWith(E2e.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@SuppressWarnings("NullAway.Init")
class ObservabilityIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path CHART = Path.of("..", "helm", "jararaca");

  private ObservedInstall observed;

  @BeforeAll
  void start(SharedServers servers, Sandbox sandbox) throws Exception {
    observed = new ObservedInstall(servers, sandbox);
    observed.live();
  }

  @TestFactory
  @Order(1)
  Stream<DynamicTest> each_query_finds_what_it_asks_for() throws IOException {
    return Query.of(CHART).stream()
        .map(query -> DynamicTest.dynamicTest(query.where(), () -> awaitFound(query)));
  }

  private void awaitFound(Query query) {
    await(query.expression())
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(query.missing(samples())).isEmpty());
  }

  private List<Sample> samples() throws IOException {
    return Sample.of(observed.install().leader().metrics());
  }

  @Test
  @Order(2)
  void a_line_about_a_run_has_the_run_its_handler_and_its_resource_as_fields() throws IOException {
    JsonNode failed = awaitLine(observed.workers(), "run \\S+ of \\S+ failed", "/fails");

    assertThat(failed.at("/mdc/run").asText()).matches("\\d+-[0-9a-f-]{36}");
    assertThat(failed.path("formattedMessage").asText()).contains(failed.at("/mdc/run").asText());
    assertThat(failed.at("/mdc/handler").asText()).isEqualTo("probe");
    assertThat(failed.at("/mdc/resource").asText()).isEqualTo("ScheduledAction/observed/fails");
    assertThat(failed.path("level").asText()).isEqualTo("WARN");
    assertThat(failed.at("/throwable/message").asText()).isEqualTo("told to fail");

    JsonNode refused = awaitLine(observed.operators(), "The broker refuses run", "/refused");

    assertThat(refused.at("/mdc/run").asText()).matches("\\d+-[0-9a-f-]{36}");
    assertThat(refused.at("/mdc/resource").asText()).isEqualTo("ScheduledAction/observed/refused");
  }

  @Test
  @Order(3)
  void no_log_holds_a_password_or_what_runs_carry() {
    observed.loseServers();
    observed.install().kubectl("delete", "sact,dmsg", "--all");
    List<OsProcess> all = all();
    all.forEach(process -> process.terminate(PATIENCE));

    for (OsProcess process : all) {
      assertThat(process.log())
          .as("the log of %s", process.name())
          .contains("127.0.0.1")
          .doesNotContain(
              ObservedInstall.REDIS_PASSWORD,
              ObservedInstall.RABBIT_PASSWORD,
              ObservedInstall.PAYLOAD,
              ObservedInstall.HEADER);
    }
  }

  @Test
  @Order(4)
  void each_line_is_one_json_object() throws IOException {
    for (OsProcess process : all()) {
      List<JsonNode> lines = lines(process);
      assertThat(lines).as(process.name()).hasSizeGreaterThan(5);
      assertThat(lines)
          .allSatisfy(
              line -> {
                assertThat(line.path("timestamp").asLong()).isPositive();
                assertThat(line.path("level").asText()).isNotBlank();
                assertThat(line.path("formattedMessage").asText()).isNotBlank();
              });
    }
  }

  private List<OsProcess> all() {
    return Stream.concat(observed.operators().stream(), observed.workers().stream()).toList();
  }

  /** The first line of one of them that matches and is about such a resource. */
  private static JsonNode awaitLine(List<OsProcess> processes, String regex, String resource) {
    return await(regex)
        .atMost(PATIENCE)
        .until(
            () -> {
              List<JsonNode> lines = new ArrayList<>();
              for (OsProcess process : processes) {
                lines.addAll(lines(process));
              }
              return lines.stream()
                  .filter(
                      line ->
                          line.path("formattedMessage").asText().matches("(?s).*" + regex + ".*"))
                  .filter(line -> line.at("/mdc/resource").asText().endsWith(resource))
                  .toList();
            },
            lines -> !lines.isEmpty())
        .get(0);
  }

  /**
   * All that it logged; not what the JVM says before it begins, nor a line that is not whole yet.
   */
  private static List<JsonNode> lines(OsProcess process) throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    String log = process.log();
    for (String line : log.substring(0, log.lastIndexOf('\n') + 1).split("\n")) {
      if (!line.startsWith("Picked up JAVA_TOOL_OPTIONS")) {
        lines.add(JSON.readTree(line));
      }
    }
    return lines;
  }
}
