package io.jararaca.e2e.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jararaca.e2e.fixture.E2e;
import io.jararaca.e2e.process.Sandbox;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@Tag("kills-servers")
@ExtendWith(E2e.class)
class RedisServerIT {
  @Test
  void a_killed_redis_comes_back_on_its_port_with_its_data(Sandbox sandbox) {
    RedisServer redis = RedisServer.started(sandbox);
    ask(redis, commands -> commands.set("key", "kept"));

    redis.kill();
    assertThat(redis.answers()).isFalse();
    redis.start();

    String value = ask(redis, commands -> commands.get("key"));
    assertThat(value).isEqualTo("kept");
  }

  @Test
  void it_has_the_settings_that_production_needs(Sandbox sandbox) {
    RedisServer redis = RedisServer.started(sandbox);

    Map<String, String> settings =
        ask(redis, commands -> commands.configGet("appendonly", "appendfsync", "maxmemory-policy"));

    assertThat(settings)
        .containsEntry("appendonly", "yes")
        .containsEntry("appendfsync", "everysec")
        .containsEntry("maxmemory-policy", "noeviction");
  }

  @Test
  void it_ends_in_order_and_leaves_nothing(Sandbox sandbox) {
    RedisServer redis = RedisServer.started(sandbox);

    redis.stop();

    assertThat(redis.process().log()).contains("Redis is now ready to exit");
    await().until(() -> sandbox.survivors().isEmpty());
  }

  /** It writes its title over its environment, by which the others are found. */
  @Test
  void it_ends_with_its_sandbox(@TempDir Path logs) {
    Sandbox sandbox = new Sandbox(logs);
    RedisServer redis = RedisServer.started(sandbox);
    List<Long> survivors = sandbox.survivors();

    sandbox.close();

    boolean leftBehind = redis.process().isAlive();
    redis.process().kill(); // nor does a failure of this test leave it behind
    assertThat(leftBehind).as("left behind").isFalse();
    assertThat(survivors).containsExactly(redis.process().pid());
  }

  private static <T> T ask(RedisServer redis, Function<RedisCommands<String, String>, T> question) {
    try (RedisClient client = RedisClient.create(redis.url())) {
      return question.apply(client.connect().sync());
    }
  }
}
