package io.jararaca.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jararaca.core.ledger.OnDuplicate;
import io.jararaca.core.run.RetryPolicy;
import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MessageOptionsTest {

  private static final MessageOptions NONE = MessageOptions.none();

  @Test
  void nothing_said_means_these() {
    assertThat(NONE)
        .isEqualTo(
            new MessageOptions(
                null,
                null,
                OnDuplicate.IGNORE,
                null,
                new RetryPolicy(1, Duration.ofSeconds(1), Duration.ofSeconds(60), 2, 25),
                null,
                OnLost.RETRY,
                Map.of()));
  }

  @Test
  void each_word_keeps_the_others() {
    assertThat(NONE.handler("a").idempotencyKey("k").header("x", "1").header("y", "2"))
        .isEqualTo(NONE.header("y", "2").header("x", "1").idempotencyKey("k").handler("a"));
  }

  static Stream<Arguments> refused() {
    RetryPolicy slow = new RetryPolicy(2, Duration.ofSeconds(1), Duration.ofDays(2), 2, 25);
    return Stream.of(
        Arguments.of(change(o -> o.handler("no spaces")), "handler \"no spaces\""),
        Arguments.of(change(o -> o.idempotencyKey("")), "idempotencyKey: use 1 to 256"),
        Arguments.of(change(o -> o.idempotencyKey("k".repeat(257))), "idempotencyKey: use 1 to"),
        Arguments.of(change(o -> o.expireAfter(Duration.ZERO)), "expireAfter PT0S: use more"),
        Arguments.of(change(o -> o.expireAfter(Duration.ofDays(366))), "at most 365 days"),
        Arguments.of(change(o -> o.timeout(Duration.ofSeconds(-1))), "timeout PT-1S: use more"),
        Arguments.of(change(o -> o.timeout(Duration.ofDays(8))), "at most 7 days"),
        Arguments.of(change(o -> o.retry(slow)), "retry.maxBackoff PT48H: use at most PT24H"),
        Arguments.of(change(o -> o.header("", "a")), "header \"\": use a name of 1 to 128"),
        Arguments.of(change(o -> o.header("a", "é".repeat(600))), "header \"a\": use at most 1024"),
        Arguments.of(change(MessageOptionsTest::withManyHeaders), "headers: use at most 32"));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void what_is_out_of_bounds_is_refused_by_name(
      UnaryOperator<MessageOptions> change, String message) {
    assertThatThrownBy(() -> assertThat(change.apply(NONE)).isNull())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  private static MessageOptions withManyHeaders(MessageOptions options) {
    MessageOptions all = options;
    for (int i = 0; i < 33; i++) {
      all = all.header("header-" + i, "");
    }
    return all;
  }

  private static UnaryOperator<MessageOptions> change(UnaryOperator<MessageOptions> change) {
    return change;
  }
}
