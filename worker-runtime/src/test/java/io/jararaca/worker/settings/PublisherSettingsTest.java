package io.jararaca.worker.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jararaca.core.settings.InvalidSettingsException;
import io.jararaca.core.settings.ServerAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublisherSettingsTest {

  private final Path folder;

  PublisherSettingsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void the_defaults_are_these() {
    assertThat(read(Map.of()))
        .isEqualTo(
            new PublisherSettings(
                "jararaca", "default", ServerAddress.of("redis://redis"), 1_000_000));
  }

  @Test
  void every_variable_arrives() {
    assertThat(read(Map.of("INSTALL_NAME", "two", "NAMESPACE", "shop", "PUBLISH_QUOTA", "0")))
        .isEqualTo(new PublisherSettings("two", "shop", ServerAddress.of("redis://redis"), 0));
  }

  @Test
  void a_pod_publishes_to_its_own_namespace() throws IOException {
    Files.writeString(folder.resolve("namespace"), "shop\n");

    assertThat(read(Map.of()).namespace()).isEqualTo("shop");
  }

  @ParameterizedTest
  @CsvSource({
    "INSTALL_NAME, Big",
    "NAMESPACE, a_b",
    "BACKEND_URL, http://redis",
    "PUBLISH_QUOTA, many",
    "PUBLISH_QUOTA, -1"
  })
  void a_bad_value_is_refused_by_name_and_value(String variable, String value) {
    assertThatThrownBy(() -> read(Map.of(variable, value)))
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessageContaining(variable + "=" + value);
  }

  private PublisherSettings read(Map<String, String> variables) {
    Map<String, String> all = new HashMap<>(Map.of("BACKEND_URL", "redis://redis"));
    all.putAll(variables);
    return PublisherSettings.read(all, folder.resolve("namespace"));
  }
}
