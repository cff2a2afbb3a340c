package io.jararaca.e2e.mainjob;

import static io.jararaca.e2e.mainjob.FieldStage.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jararaca.core.run.RetryPolicy;
import java.time.Duration;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Function;

/** The effects of retry's fields, which actions and messages have in common. */
final class RetryFields {

  private static final double MIDDLE = 0.5;

  private RetryFields() {}

  /**
   * @param prefix of the resources' names
   * @param failing a manifest by name and retry, of a resource whose one run fails
   * @param policy what the operator makes of it
   */
  static void add(
      FieldEffects fields,
      FieldStage stage,
      String prefix,
      BinaryOperator<String> failing,
      Function<String, RetryPolicy> policy) {
    fields.field(
        "retry.maxAttempts",
        failing.apply(prefix + "thrice", "{maxAttempts: 3, minBackoffSeconds: 0}"),
        () ->
            eventually(
                () ->
                    assertThat(stage.begins(prefix + "thrice"))
                        .extracting(run -> run.path("attempt").asInt())
                        .containsExactly(1, 2, 3)));
    fields.field(
        "retry.minBackoffSeconds",
        failing.apply(prefix + "waits", "{maxAttempts: 2, minBackoffSeconds: 3, jitterPercent: 0}"),
        () -> {
          eventually(() -> assertThat(stage.begins(prefix + "waits")).hasSize(2));
          List<JsonNode> runs = stage.begins(prefix + "waits");
          assertThat(runs.get(1).path("at").asLong() - runs.get(0).path("at").asLong())
              .as("milliseconds between the attempts")
              .isGreaterThanOrEqualTo(3000);
        });
    fields.field(
        "retry.maxBackoffSeconds",
        failing.apply(prefix + "bounded", "{maxAttempts: 9, factor: 10, maxBackoffSeconds: 20}"),
        () ->
            assertThat(policy.apply(prefix + "bounded").backoff(4, MIDDLE))
                .isEqualTo(Duration.ofSeconds(20)));
    fields.field(
        "retry.factor",
        failing.apply(prefix + "triples", "{maxAttempts: 9, factor: 3}"),
        () ->
            assertThat(policy.apply(prefix + "triples").backoff(3, MIDDLE))
                .isEqualTo(Duration.ofSeconds(9)));
    fields.field(
        "retry.jitterPercent",
        failing.apply(
            prefix + "spreads", "{maxAttempts: 9, minBackoffSeconds: 10, jitterPercent: 50}"),
        () -> {
          assertThat(policy.apply(prefix + "spreads").backoff(1, 0))
              .isEqualTo(Duration.ofSeconds(5));
          assertThat(policy.apply(prefix + "spreads").backoff(1, MIDDLE))
              .isEqualTo(Duration.ofSeconds(10));
        });
  }
}
