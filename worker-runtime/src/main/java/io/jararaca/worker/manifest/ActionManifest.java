package io.jararaca.worker.manifest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jararaca.core.action.CatchUp;
import io.jararaca.core.schedule.DstGapPolicy;
import io.jararaca.worker.OnLost;
import io.jararaca.worker.Retry;
import io.jararaca.worker.ScheduledAction;
import io.jararaca.worker.action.AnnotatedActions;
import java.util.Map;

/**
 * A resource's YAML. Texts are written as JSON does, which YAML reads alike; defaults are left out.
 */
final class ActionManifest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FIELD = "  ";
  private static final String INNER = "    ";

  private final StringBuilder yaml = new StringBuilder();

  private ActionManifest() {}

  static String of(String name, ScheduledAction action) {
    ActionManifest manifest = new ActionManifest();
    manifest.yaml.append("apiVersion: jararaca.io/v1alpha1\nkind: ScheduledAction\n");
    manifest.yaml.append("metadata:\n").append(FIELD).append("name: ").append(quoted(name));
    manifest.yaml.append("\nspec:\n");
    manifest.write(action);
    return manifest.yaml.toString();
  }

  private void write(ScheduledAction action) {
    text("cron", action.cron(), "");
    text("timeZone", action.timeZone(), "UTC");
    text(
        "dstGapPolicy",
        action.dstGapPolicy() == DstGapPolicy.SKIP ? "Skip" : "NextValid",
        "NextValid");
    text("handler", action.handler(), "");
    plain("payload", oneLine(action.payload()), "");
    headers(AnnotatedActions.headers(action.headers()));
    plain("allowOverlap", action.allowOverlap(), false);
    plain("maxActive", action.maxActive(), 100);
    plain("exclusive", action.exclusive(), true);
    plain("timeoutSeconds", action.timeoutSeconds(), 0L);
    text("exceptionHandler", action.exceptionHandler(), "");
    retry(action.retry());
    text("onLost", action.onLost() == OnLost.FAIL ? "Fail" : "Retry", "Retry");
    text("catchUp", label(action.catchUp()), "Latest");
    plain("startingDeadlineSeconds", action.startingDeadlineSeconds(), 0L);
    plain("jitterSeconds", action.jitterSeconds(), 0L);
    plain("suspend", action.suspend(), false);
    text("startTime", action.startTime(), "");
    text("endTime", action.endTime(), "");
    plain("maxRuns", action.maxRuns(), 0);
    plain("suspendAfterFailures", action.suspendAfterFailures(), 0);
    plain("historyLimit", action.historyLimit(), 10);
  }

  private void headers(Map<String, String> headers) {
    if (!headers.isEmpty()) {
      yaml.append(FIELD).append("headers:\n");
      headers.forEach((name, value) -> line(INNER, quoted(name), quoted(value)));
    }
  }

  private void retry(Retry retry) {
    int before = yaml.length();
    inner("maxAttempts", retry.maxAttempts(), 1);
    inner("minBackoffSeconds", retry.minBackoffSeconds(), 1L);
    inner("maxBackoffSeconds", retry.maxBackoffSeconds(), 60L);
    inner("factor", retry.factor(), 2.0);
    inner("jitterPercent", retry.jitterPercent(), 25);
    if (yaml.length() > before) {
      yaml.insert(before, FIELD + "retry:\n");
    }
  }

  private void text(String field, String value, String usual) {
    if (!value.equals(usual)) {
      line(FIELD, field, quoted(value));
    }
  }

  private void plain(String field, Object value, Object usual) {
    if (!value.equals(usual)) {
      line(FIELD, field, value.toString());
    }
  }

  private void inner(String field, Object value, Object usual) {
    if (!value.equals(usual)) {
      line(INNER, field, value.toString());
    }
  }

  private void line(String indent, String field, String value) {
    yaml.append(indent).append(field).append(": ").append(value).append('\n');
  }

  private static String label(CatchUp catchUp) {
    return switch (catchUp) {
      case LATEST -> "Latest";
      case ALL -> "All";
      case NONE -> "None";
    };
  }

  /** JSON is YAML, but for its line breaks within indentation. */
  private static String oneLine(String payload) {
    try {
      return payload.isEmpty() ? "" : JSON.writeValueAsString(JSON.readTree(payload));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("payload was checked before", e);
    }
  }

  private static String quoted(String text) {
    try {
      return JSON.writeValueAsString(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("text that is no JSON: " + text, e);
    }
  }
}
