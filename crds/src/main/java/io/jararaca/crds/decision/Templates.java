package io.jararaca.crds.decision;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.jararaca.core.action.RunTemplate;
import io.jararaca.core.run.HandlerRef;
import io.jararaca.core.run.RetryPolicy;
import io.jararaca.core.run.RunSpec;
import io.jararaca.crds.v1alpha1.OnLost;
import io.jararaca.crds.v1alpha1.RetrySpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields that actions and messages have in common. */
final class Templates {

  private static final byte[] NONE = {};

  /** Half of what JSON readers take by default, Jackson's among them. */
  private static final int MAX_PAYLOAD_DEPTH = 500;

  private Templates() {}

  static @Nullable RunTemplate template(
      Findings findings,
      String namespace,
      String handler,
      @Nullable JsonNode payload,
      Map<String, String> headers,
      @Nullable Integer timeoutSeconds,
      RetrySpec retry,
      OnLost onLost,
      boolean exclusive,
      @Nullable String exceptionHandler) {
    HandlerRef ref = findings.check("handler", () -> new HandlerRef(namespace, handler));
    if (exceptionHandler != null) {
      handlerOfExceptions(findings, namespace, exceptionHandler);
    }
    byte[] body = payload(findings, payload);
    Duration timeout = seconds(findings, "timeoutSeconds", timeoutSeconds);
    RetryPolicy policy = findings.check("retry", () -> policy(retry));
    if (!exclusive && timeoutSeconds == null) {
      findings.add(
          new Finding(
              "timeoutSeconds",
              "timeoutSeconds is not set: exclusive: false needs one, set timeoutSeconds"));
    }
    if (!findings.none() || ref == null || policy == null) {
      return null;
    }
    return new RunTemplate(
        ref,
        body,
        headers,
        timeout,
        policy,
        onLost == OnLost.RETRY ? RunSpec.DEFAULT_MAX_LOSSES : 0,
        exclusive,
        exceptionHandler);
  }

  /** Whole seconds, 1 or more; none stays none. */
  static @Nullable Duration seconds(Findings findings, String field, @Nullable Integer seconds) {
    if (seconds != null && seconds < 1) {
      findings.add(Finding.of(field, seconds, "must be 1 or more"));
      return null;
    }
    return seconds == null ? null : Duration.ofSeconds(seconds);
  }

  private static void handlerOfExceptions(Findings findings, String namespace, String name) {
    Findings aside = new Findings();
    aside.check("handler", () -> new HandlerRef(namespace, name));
    aside
        .all()
        .forEach(
            finding ->
                findings.add(
                    new Finding(
                        "exceptionHandler",
                        finding.message().replaceFirst("^handler", "exceptionHandler"))));
  }

  private static byte[] payload(Findings findings, @Nullable JsonNode payload) {
    if (payload == null) {
      return NONE;
    }
    if (isDeeper(payload, MAX_PAYLOAD_DEPTH)) {
      findings.add(
          new Finding(
              "payload",
              "payload is nested too deep: handlers' JSON readers take %d levels at most here, flatten it"
                  .formatted(MAX_PAYLOAD_DEPTH)));
      return NONE;
    }
    byte[] body = payload.toString().getBytes(UTF_8);
    if (body.length > RunTemplate.MAX_PAYLOAD_BYTES) {
      findings.add(
          Finding.of(
              "payload",
              "of %,d bytes".formatted(body.length),
              "must be at most %,d bytes of JSON; keep the data elsewhere and name it in the payload"
                  .formatted(RunTemplate.MAX_PAYLOAD_BYTES)));
    }
    return body;
  }

  /** Level by level: a walk that calls itself would end where the stack does. */
  private static boolean isDeeper(JsonNode json, int levels) {
    List<JsonNode> level = List.of(json);
    for (int depth = 0; depth < levels; depth++) {
      List<JsonNode> below = new ArrayList<>();
      for (JsonNode node : level) {
        node.forEach(child -> addContainer(below, child));
      }
      if (below.isEmpty()) {
        return false;
      }
      level = below;
    }
    return true;
  }

  private static void addContainer(List<JsonNode> level, JsonNode node) {
    if (node.isContainerNode()) {
      level.add(node);
    }
  }

  private static RetryPolicy policy(RetrySpec retry) {
    return new RetryPolicy(
        retry.maxAttempts(),
        Duration.ofSeconds(retry.minBackoffSeconds()),
        Duration.ofSeconds(retry.maxBackoffSeconds()),
        retry.factor(),
        retry.jitterPercent());
  }
}
