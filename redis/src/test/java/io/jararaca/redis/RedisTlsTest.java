package io.jararaca.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jararaca.core.TestAuthority;
import io.jararaca.core.settings.ServerAddress;
import io.lettuce.core.KillArgs;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A server with a certificate for localhost, and 127.0.0.1 is not its name. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RedisTlsTest {

  private static final Duration SOON = Duration.ofSeconds(30);

  private Path folder;
  private TestAuthority ours;
  private TestAuthority others;
  private RedisServer server;

  @BeforeAll
  void start(@TempDir Path temporary) {
    folder = temporary;
    ours = TestAuthority.make(folder, "ours");
    others = TestAuthority.make(folder, "others");
    server = RedisServer.startTls(ours.issue("localhost"));
  }

  @AfterAll
  void end() {
    server.close();
  }

  @Test
  void the_own_authority_is_trusted() {
    try (RedisBackend backend = connect(url("localhost"), ours.certificate())) {
      await().atMost(SOON).until(() -> backend.state().connected());

      assertThat(backend.ledger().time()).succeedsWithin(SOON);
    }
  }

  @Test
  void a_certificate_for_another_host_is_refused() {
    refused(connect(url("127.0.0.1"), ours.certificate()), "No subject alternative names");
  }

  @Test
  void a_certificate_of_another_authority_is_refused() {
    refused(connect(url("localhost"), others.certificate()), "certification path");
  }

  @Test
  void the_jvms_authorities_do_not_vouch_for_it() {
    refused(RedisBackend.connect(url("localhost"), "test"), "certification path");
  }

  @Test
  void authorities_that_changed_are_trusted_by_the_next_session() throws IOException {
    Path file = Files.copy(others.certificate(), folder.resolve("rotated.pem"));
    try (RedisBackend backend = connect(url("localhost"), file)) {
      await().atMost(SOON).until(() -> backend.state().message().contains("certification path"));

      Files.copy(ours.certificate(), file, StandardCopyOption.REPLACE_EXISTING);

      await().atMost(SOON).until(() -> backend.state().connected());
    }
  }

  @Test
  void a_password_that_changed_is_taken_from_the_file_by_the_next_session() throws IOException {
    try (RedisServer plain = RedisServer.start("--requirepass", "old")) {
      String place = "@localhost:" + plain.port();
      Path file = Files.writeString(folder.resolve("url"), "redis://:old" + place);
      ServerAddress address = new ServerAddress("", Optional.of(file), Optional.empty());
      try (RedisBackend backend = RedisBackend.connect(address, "test")) {
        await().atMost(SOON).until(() -> backend.state().connected());

        administer(
            "redis://:old" + place,
            redis -> {
              redis.configSet("requirepass", "new");
              redis.clientKill(KillArgs.Builder.skipme());
            });
        await().atMost(SOON).until(() -> backend.state().message().contains("WRONGPASS"));
        Files.writeString(file, "redis://:new" + place);

        await().atMost(SOON).until(() -> backend.state().connected());
      }
    }
  }

  private String url(String host) {
    return "rediss://" + host + ":" + server.port();
  }

  private static RedisBackend connect(String url, Path authorities) {
    return RedisBackend.connect(
        new ServerAddress(url, Optional.empty(), Optional.of(authorities)), "test");
  }

  private static void refused(RedisBackend backend, String reason) {
    try (backend) {
      await().atMost(SOON).until(() -> backend.state().message().contains(reason));

      assertThat(backend.state().connected()).isFalse();
    }
  }

  private static void administer(String url, Consumer<RedisCommands<String, String>> work) {
    RedisClient client = RedisClient.create(RedisURI.create(url));
    try (client) {
      work.accept(client.connect().sync());
    }
  }
}
