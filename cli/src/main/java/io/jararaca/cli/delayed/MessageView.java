package io.jararaca.cli.delayed;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import io.jararaca.cli.output.Fields;
import io.jararaca.cli.runs.RunView;
import io.jararaca.core.ledger.RunDetails;
import io.jararaca.core.run.RetryPolicy;
import io.jararaca.core.run.RunSpec;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message with all that a worker gets.
 *
 * @param timeoutMs for one attempt; none: no bound
 * @param payload none: it has none, or it is kept no more
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record MessageView(
    @JsonUnwrapped RunView run,
    @Nullable Instant expiresAt,
    @Nullable Long timeoutMs,
    Retry retry,
    Map<String, String> headers,
    @Nullable JsonNode payload) {

  /** How failed attempts are made again. */
  record Retry(
      int maxAttempts, long minBackoffMs, long maxBackoffMs, double factor, int jitterPercent) {

    static Retry of(RetryPolicy retry) {
      return new Retry(
          retry.maxAttempts(),
          retry.minBackoff().toMillis(),
          retry.maxBackoff().toMillis(),
          retry.factor(),
          retry.jitterPercent());
    }
  }

  static MessageView of(RunDetails details) {
    RunSpec spec = details.spec();
    Duration timeout = spec.timeout();
    return new MessageView(
        RunView.of(details.run()),
        spec.expiresAt(),
        timeout == null ? null : (Long) timeout.toMillis(),
        Retry.of(spec.retry()),
        spec.headers(),
        payload(details.body()));
  }

  /** Programs may publish what is no JSON. */
  private static @Nullable JsonNode payload(byte[] body) {
    if (body.length == 0) {
      return null;
    }
    try {
      return new ObjectMapper().readTree(body);
    } catch (IOException notJson) {
      return new TextNode(new String(body, UTF_8));
    }
  }

  void print(PrintWriter out) {
    run.print(out);
    Fields more =
        new Fields()
            .add("expires", expiresAt)
            .add("timeout", timeoutMs == null ? null : Duration.ofMillis(timeoutMs))
            .add("attempts at most", retry.maxAttempts());
    headers.forEach((name, value) -> more.add("header " + name, value));
    more.add("payload", payload).print(out);
  }
}
