package io.jararaca.worker.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jararaca.core.settings.InvalidSettingsException;
import io.jararaca.core.settings.ServerAddress;
import io.jararaca.core.work.LoopSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkerSettingsTest {

  private static final Map<String, String> LEAST =
      Map.of("BROKER_URL", "amqp://rabbit", "BACKEND_URL", "redis://redis");

  private final Path folder;

  WorkerSettingsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void the_defaults_are_these() {
    assertThat(read(Map.of()))
        .isEqualTo(
            new WorkerSettings(
                "jararaca",
                "default",
                ServerAddress.of("amqp://rabbit"),
                ServerAddress.of("redis://redis"),
                Set.of(),
                50,
                LoopSettings.DEFAULT,
                WorkerSettings.NO_HEALTH_PORT,
                false,
                1_000_000));
  }

  @Test
  void every_variable_arrives() {
    assertThat(
            read(
                Map.of(
                    "INSTALL_NAME", "two",
                    "NAMESPACE", "shop",
                    "HANDLERS", "a, b",
                    "CONCURRENCY", "7",
                    "GRACIOUS_SHUTDOWN_SECONDS", "3",
                    "RUN_LEASE_SECONDS", "6",
                    "HEARTBEAT_SECONDS", "1",
                    "KILL_GRACE_SECONDS", "2",
                    "HEALTH_PORT", "9000",
                    "EXIT_ON_DEAF_HANDLER", "true")))
        .isEqualTo(
            new WorkerSettings(
                "two",
                "shop",
                ServerAddress.of("amqp://rabbit"),
                ServerAddress.of("redis://redis"),
                Set.of("a", "b"),
                7,
                new LoopSettings(
                    Duration.ofSeconds(6),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(3),
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(3),
                    Duration.ofSeconds(2),
                    Duration.ofMillis(200),
                    Duration.ofSeconds(5)),
                9000,
                true,
                1_000_000));
  }

  @Test
  void a_pod_works_for_its_own_namespace() throws IOException {
    Path file = Files.writeString(folder.resolve("namespace"), "shop\n");

    assertThat(WorkerSettings.read(LEAST, file).namespace()).isEqualTo("shop");
  }

  @Test
  void urls_must_be_given() {
    assertThatThrownBy(() -> WorkerSettings.read(Map.of(), folder.resolve("none")))
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessageContaining("BROKER_URL is not set: set it to amqp://")
        .hasMessageContaining("BACKEND_URL is not set: set it to redis://");
  }

  @ParameterizedTest
  @CsvSource({
    "INSTALL_NAME, Big",
    "NAMESPACE, a_b",
    "BROKER_URL, http://rabbit",
    "BACKEND_URL, http://redis",
    "HANDLERS, a b",
    "CONCURRENCY, 0",
    "CONCURRENCY, 1.5",
    "GRACIOUS_SHUTDOWN_SECONDS, -1",
    "GRACIOUS_SHUTDOWN_SECONDS, soon",
    "RUN_LEASE_SECONDS, 0",
    "HEARTBEAT_SECONDS, 20",
    "KILL_GRACE_SECONDS, -1",
    "HEALTH_PORT, 70000",
    "EXIT_ON_DEAF_HANDLER, yes",
    "PUBLISH_QUOTA, -1"
  })
  void a_bad_value_is_refused_by_name_and_value(String variable, String value) {
    assertThatThrownBy(() -> read(Map.of(variable, value)))
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessageContaining(variable + "=" + value);
  }

  private WorkerSettings read(Map<String, String> variables) {
    Map<String, String> all = new HashMap<>(LEAST);
    all.putAll(variables);
    return WorkerSettings.read(all, folder.resolve("none"));
  }
}
