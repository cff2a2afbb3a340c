package io.jararaca.worker;

import static io.jararaca.worker.PublisherContract.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jararaca.core.publish.OutboxFullException;
import io.jararaca.core.run.RunState;
import io.jararaca.core.settings.InvalidSettingsException;
import io.jararaca.redis.RedisServer;
import io.jararaca.worker.PublisherContract.SendMail;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class PublisherBuilderTest {

  @Test
  void what_is_said_wins_over_the_environment() {
    assertThatThrownBy(
            () ->
                Publisher.builder()
                    .environment(Map.of("NAMESPACE", "shop"))
                    .namespace("Wrong")
                    .install("No Such")
                    .quota(-1)
                    .build())
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessageContaining("NAMESPACE=Wrong")
        .hasMessageContaining("INSTALL_NAME=No Such")
        .hasMessageContaining("PUBLISH_QUOTA=-1")
        .hasMessageContaining("BACKEND_URL is not set: set it to redis://");
  }

  @Test
  void it_needs_no_broker_and_publishes_what_it_was_given_before_redis_was_there() {
    try (RedisServer redis = RedisServer.start("--appendonly", "yes")) {
      redis.kill();
      try (Publisher publisher = builder(redis.url()).source("checkout").build()) {
        CompletableFuture<Receipt> early =
            publisher.publishAfter(new SendMail("zoe"), Duration.ofDays(1));

        redis.restart();

        assertThat(get(publisher.find(get(early).id())))
            .hasValueSatisfying(found -> assertThat(found.state()).isEqualTo(RunState.PENDING));
        assertThat(publisher.namespace()).isEqualTo("shop");
      }
    }
  }

  @Test
  void it_may_fail_instead_of_waiting_for_room() {
    try (Publisher publisher =
        builder("redis://127.0.0.1:1")
            .maxOutstanding(1)
            .failWhenFull()
            .patience(Duration.ofSeconds(1))
            .build()) {
      CompletableFuture<Receipt> first = publisher.publish(new SendMail("a"));

      assertThat(publisher.publish(new SendMail("b")))
          .failsWithin(Duration.ofSeconds(20))
          .withThrowableThat()
          .havingRootCause()
          .isInstanceOf(OutboxFullException.class);
      assertThat(first)
          .failsWithin(Duration.ofSeconds(20))
          .withThrowableThat()
          .withMessageContaining("127.0.0.1:1");
    }
  }

  private static PublisherBuilder builder(String url) {
    return Publisher.builder().environment(Map.of()).namespace("shop").backendUrl(url);
  }
}
