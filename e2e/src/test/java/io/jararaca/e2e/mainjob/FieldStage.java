package io.jararaca.e2e.mainjob;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.jararaca.core.action.ActionDefinition;
import io.jararaca.core.action.MessageDefinition;
import io.jararaca.crds.decision.ActionDecision;
import io.jararaca.crds.decision.Decision;
import io.jararaca.crds.decision.Identity;
import io.jararaca.crds.decision.MessageDecision;
import io.jararaca.crds.v1alpha1.DelayedMessage;
import io.jararaca.crds.v1alpha1.ScheduledAction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.core.ThrowingRunnable;

/** What the tests of single fields look at: the handlers' own log, and the API server. */
final class FieldStage {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final RunningInstall install;

  FieldStage(RunningInstall install) {
    this.install = install;
  }

  RunningInstall install() {
    return install;
  }

  /** What a handler wrote when it began, of one owner's runs, oldest first. */
  List<JsonNode> begins(String owner) {
    return lines(owner, "begin");
  }

  List<JsonNode> ends(String owner) {
    return lines(owner, "end");
  }

  private List<JsonNode> lines(String owner, String event) {
    List<JsonNode> found = new ArrayList<>();
    try {
      if (Files.exists(install.runLog().file())) {
        for (String text : Files.readAllLines(install.runLog().file())) {
          JsonNode line = JSON.readTree(text);
          if (line.path("owner").asText().equals(owner)
              && line.path("event").asText().equals(event)) {
            found.add(line);
          }
        }
      }
    } catch (JsonProcessingException torn) {
      return found; // the last line is being written
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }

  /** How many of an owner's runs were at work at once, at most. */
  int mostAtOnce(String owner) {
    int most = 0;
    for (JsonNode one : begins(owner)) {
      long at = one.path("at").asLong();
      long begun = begins(owner).stream().filter(begin -> begin.path("at").asLong() <= at).count();
      long ended = ends(owner).stream().filter(end -> end.path("at").asLong() <= at).count();
      most = Math.max(most, Math.toIntExact(begun - ended));
    }
    return most;
  }

  List<Instant> planned(String owner) {
    return begins(owner).stream()
        .map(begin -> Instant.ofEpochMilli(begin.path("planned").asLong()))
        .distinct()
        .toList();
  }

  JsonNode actionStatus(String name) {
    return install.get("sact", name).path("status");
  }

  JsonNode messageStatus(String name) {
    return install.get("dmsg", name).path("status");
  }

  String phase(String message) {
    return messageStatus(message).path("phase").asText();
  }

  List<Instant> nextRunTimes(String name) {
    List<Instant> times = new ArrayList<>();
    actionStatus(name)
        .path("nextRunTimes")
        .forEach(time -> times.add(Instant.parse(time.asText())));
    return times;
  }

  /** {@code status/reason} of a condition. */
  String condition(String action, String type) {
    JsonNode condition = RunningInstall.condition(install.get("sact", action), type);
    return condition.path("status").asText() + "/" + condition.path("reason").asText();
  }

  /** What the operator makes of an action as the API server has it. */
  ActionDefinition action(String name) {
    ScheduledAction resource = read("sact", name, ScheduledAction.class);
    Decision<ActionDefinition> decision =
        ActionDecision.decide(
            Identity.of(resource.getKind(), resource.getMetadata()), resource.getSpec(), null);
    return ((Decision.Valid<ActionDefinition>) decision).definition();
  }

  /** What the operator makes of a message as the API server has it. */
  MessageDefinition message(String name) {
    DelayedMessage resource = read("dmsg", name, DelayedMessage.class);
    Decision<MessageDefinition> decision =
        MessageDecision.decide(
            Identity.of(resource.getKind(), resource.getMetadata()), resource.getSpec());
    return ((Decision.Valid<MessageDefinition>) decision).definition();
  }

  private <T> T read(String kind, String name, Class<T> type) {
    return new KubernetesSerialization().unmarshal(install.get(kind, name).toString(), type);
  }

  static void eventually(ThrowingRunnable assertion) {
    await()
        .atMost(RunningInstall.PATIENCE)
        .pollInterval(Duration.ofMillis(250))
        .untilAsserted(assertion);
  }

  static void waitUntil(Instant instant) {
    await()
        .atMost(RunningInstall.PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> Instant.now().isAfter(instant));
  }
}
