package io.jararaca.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;

/** The server that this module's tests run on. */
class RedisServerTest {

  @Test
  void it_leaves_no_folder_behind() {
    RedisServer server = RedisServer.start("--appendonly", "yes");
    await()
        .untilAsserted(
            () -> assertThat(server.folder().resolve("appendonlydir")).isNotEmptyDirectory());

    server.close();

    assertThat(server.folder()).doesNotExist();
  }
}
