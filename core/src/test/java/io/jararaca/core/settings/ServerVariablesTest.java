package io.jararaca.core.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jararaca.core.TestAuthority;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerVariablesTest {

  private final Path folder;

  ServerVariablesTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void a_url_in_a_file_is_read_anew_each_time() throws IOException {
    Path file = Files.writeString(folder.resolve("url"), "redis://:old@redis\n");
    ServerAddress address = read(Map.of("BACKEND_URL_FILE", file.toString()));
    assertThat(address.url()).isEqualTo("redis://:old@redis");

    Files.writeString(file, "redis://:new@redis");

    assertThat(address.url()).isEqualTo("redis://:new@redis");
  }

  @Test
  void a_url_wins_over_a_file_even_one_that_is_not_there() throws IOException {
    ServerAddress address =
        read(Map.of("BACKEND_URL", "redis://here", "BACKEND_URL_FILE", "/not/there"));

    assertThat(address.url()).isEqualTo("redis://here");
  }

  @Test
  void a_file_of_authorities_is_kept_for_tls() throws IOException {
    Path pem = TestAuthority.make(folder, "own").certificate();

    ServerAddress address =
        read(Map.of("BACKEND_URL", "rediss://redis", "BACKEND_CA_FILE", pem.toString()));

    assertThat(address.caFile()).contains(pem);
    assertThat(address.trust()).isPresent();
  }

  @Test
  void without_a_url_the_variable_is_named() {
    refused(Map.of(), "BACKEND_URL is not set: set it to redis://redis:6379/0");
  }

  @Test
  void a_file_that_cannot_be_read_is_named() {
    refused(
        Map.of("BACKEND_URL_FILE", "/not/there"), "BACKEND_URL_FILE=/not/there: cannot be read");
  }

  @Test
  void a_bad_url_in_a_file_is_refused_without_its_password() throws IOException {
    Path file = Files.writeString(folder.resolve("url"), "http://:secret@redis");

    refused(Map.of("BACKEND_URL_FILE", file.toString()), "begin it with redis:// or rediss://");
  }

  @Test
  void an_empty_file_is_refused() throws IOException {
    Path file = Files.writeString(folder.resolve("url"), "\n");

    refused(Map.of("BACKEND_URL_FILE", file.toString()), "the URL in it: is empty");
  }

  @Test
  void authorities_that_nothing_would_ask_are_refused() {
    Path pem = TestAuthority.make(folder, "own").certificate();

    refused(
        Map.of("BACKEND_URL", "redis://redis", "BACKEND_CA_FILE", pem.toString()),
        "begin the URL with rediss://, for TLS");
  }

  @Test
  void a_file_without_certificates_is_refused() throws IOException {
    Path empty = Files.writeString(folder.resolve("empty.pem"), "");
    Path text = Files.writeString(folder.resolve("text.pem"), "not a certificate");

    for (Path file : Set.of(empty, text, folder.resolve("absent.pem"))) {
      refused(
          Map.of("BACKEND_URL", "rediss://redis", "BACKEND_CA_FILE", file.toString()),
          "BACKEND_CA_FILE=" + file + ": name a PEM file of certificates");
    }
  }

  private static ServerAddress read(Map<String, String> variables) {
    Environment env = new Environment(variables);
    ServerAddress address = ServerVariables.BACKEND.read(env);
    env.check();
    return address;
  }

  private static void refused(Map<String, String> variables, String reason) {
    assertThatThrownBy(() -> read(variables))
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessageContaining(reason)
        .hasMessageNotContaining("secret");
  }
}
