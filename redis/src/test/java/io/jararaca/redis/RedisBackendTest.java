package io.jararaca.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.jararaca.core.ledger.LedgerUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The connection itself: what it accepts, and how it bears what servers and networks do. */
class RedisBackendTest {

  private static final Duration SOON = Duration.ofSeconds(30);
  private final List<AutoCloseable> opened = new CopyOnWriteArrayList<>();

  @AfterEach
  void close_what_was_opened() throws Exception {
    for (int i = opened.size() - 1; i >= 0; i--) {
      opened.get(i).close();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "localhost:6379", "http://user:secret@host", "redis://", "redis://:secret@:x"})
  void a_malformed_url_is_refused_with_the_setting_and_the_mend(String url) {
    assertThatThrownBy(() -> RedisBackend.connect(url, "test"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("BACKEND_URL")
        .hasMessageContaining("redis://[[user:]password@]host")
        .hasMessageNotContaining("secret");
  }

  @Test
  void an_install_name_that_would_break_keys_is_refused() {
    assertThatThrownBy(() -> RedisBackend.connect("redis://127.0.0.1", "a:{b}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("install name");
  }

  @Test
  void without_a_server_everything_fails_at_once_and_says_why() {
    RedisServer server = server();
    server.kill();
    RedisBackend backend = opened(RedisBackend.connect(server.url(), "test"));

    await().atMost(SOON).until(() -> backend.state().message().contains("refused"));

    assertThat(backend.state().connected()).isFalse();
    assertThatThrownBy(() -> backend.ledger().time().get(1, TimeUnit.SECONDS))
        .hasCauseInstanceOf(LedgerUnavailableException.class)
        .hasMessageContaining("127.0.0.1:" + server.port());
  }

  @Test
  void a_server_that_comes_later_is_found() {
    RedisServer server = server();
    server.kill();
    RedisBackend backend = opened(RedisBackend.connect(server.url(), "test"));
    server.restart();

    await().atMost(SOON).until(() -> works(backend));
  }

  @Test
  void a_server_that_was_killed_and_lost_everything_is_used_again() {
    RedisServer server = server();
    RedisBackend backend = opened(server.connect());
    List<Boolean> told = new CopyOnWriteArrayList<>();
    backend.onState(state -> told.add(state.connected()));

    server.kill();
    await().atMost(SOON).until(() -> !backend.state().connected());
    server.restart();

    await().atMost(SOON).until(() -> works(backend));
    assertThat(told).startsWith(false).endsWith(true);
  }

  @Test
  void a_call_in_flight_when_the_server_dies_fails_soon() {
    RedisServer server = server();
    RedisBackend backend = opened(server.connect());
    server.freeze();
    CompletableFuture<?> call = backend.ledger().time();

    server.kill();

    assertThatThrownBy(() -> call.get(10, TimeUnit.SECONDS))
        .hasCauseInstanceOf(LedgerUnavailableException.class);
  }

  @Test
  void a_server_that_hangs_is_noticed_and_found_again() {
    RedisServer server = server();
    RedisBackend backend = opened(server.connect());

    server.freeze();
    assertThatThrownBy(() -> backend.ledger().time().get(10, TimeUnit.SECONDS))
        .hasCauseInstanceOf(LedgerUnavailableException.class);
    await().atMost(SOON).until(() -> !backend.state().connected());
    server.thaw();

    await().atMost(SOON).until(() -> works(backend));
  }

  @Test
  void functions_that_were_flushed_are_loaded_again() {
    RedisServer server = server();
    RedisBackend backend = opened(server.connect());
    opened(new Commands(server)).send("FUNCTION", "FLUSH");

    await().atMost(SOON).until(() -> works(backend));
  }

  @Test
  void an_older_library_is_replaced_and_a_newer_one_is_left() {
    RedisServer server = server();
    Commands redis = opened(new Commands(server));

    load(redis, FunctionLibrary.BUILD - 1);
    opened(server.connect());
    assertThat(redis.number("FCALL", "jararaca_v1_build", "0")).isEqualTo(FunctionLibrary.BUILD);

    load(redis, FunctionLibrary.BUILD + 1);
    opened(server.connect());
    assertThat(redis.number("FCALL", "jararaca_v1_build", "0"))
        .isEqualTo(FunctionLibrary.BUILD + 1);
  }

  @Test
  void a_server_that_evicts_is_refused_until_it_is_mended() {
    RedisServer server = server("--maxmemory-policy", "allkeys-lru");
    RedisBackend backend = opened(RedisBackend.connect(server.url(), "test"));
    await().atMost(SOON).until(() -> backend.state().message().contains("set it to noeviction"));

    opened(new Commands(server)).send("CONFIG", "SET", "maxmemory-policy", "noeviction");

    await().atMost(SOON).until(() -> works(backend));
  }

  @Test
  void a_replica_is_refused() {
    RedisServer master = server();
    RedisServer replica = server("--replicaof", "127.0.0.1", "" + master.port());
    RedisBackend backend = opened(RedisBackend.connect(replica.url(), "test"));

    await().atMost(SOON).until(() -> backend.state().message().contains("replica"));
  }

  @Test
  void a_master_that_becomes_a_replica_is_left() {
    RedisServer master = server();
    RedisServer server = server();
    RedisBackend backend = opened(server.connect());

    opened(new Commands(server)).send("REPLICAOF", "127.0.0.1", "" + master.port());

    await()
        .atMost(SOON)
        .until(() -> !works(backend) && backend.state().message().contains("replica"));
  }

  @Test
  void a_password_and_a_database_are_taken_from_the_url() {
    RedisServer server = server("--requirepass", "secret");
    String url = "redis://:secret@127.0.0.1:" + server.port() + "/3";

    assertThat(works(opened(RedisServer.connect(url)))).isTrue();
  }

  @Test
  void a_wrong_password_is_told_and_not_shown() {
    RedisServer server = server("--requirepass", "secret");
    String url = "redis://:guess@127.0.0.1:" + server.port();
    RedisBackend backend = opened(RedisBackend.connect(url, "test"));

    await().atMost(SOON).until(() -> backend.state().message().contains("WRONGPASS"));
    assertThat(backend.state().message()).doesNotContain("guess");
  }

  private static boolean works(RedisBackend backend) {
    return backend
        .ledger()
        .highestToken()
        .handle((token, error) -> error == null)
        .orTimeout(10, TimeUnit.SECONDS)
        .join();
  }

  private RedisServer server(String... options) {
    return opened(RedisServer.start(options));
  }

  private <T extends AutoCloseable> T opened(T closeable) {
    opened.add(closeable);
    return closeable;
  }

  private static void load(Commands redis, int build) {
    String source =
        FunctionLibrary.source()
            .replace("local BUILD = " + FunctionLibrary.BUILD, "local BUILD = " + build);
    redis.send("FUNCTION", "LOAD", "REPLACE", source);
  }
}
