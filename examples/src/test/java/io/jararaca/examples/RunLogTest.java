package io.jararaca.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jararaca.worker.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunLogTest {

  private static final Instant NOW = Instant.ofEpochMilli(1_700_000_000_123L);
  private static final Run RUN =
      new Run(
          "17-abc",
          "count",
          "shop",
          "ScheduledAction/shop/count",
          Instant.ofEpochMilli(1_700_000_000_000L),
          2,
          null,
          "2:nonce",
          "worker-1",
          Map.of());

  @Test
  void a_handler_leaves_a_line_at_its_begin_and_one_at_its_end(@TempDir Path folder)
      throws Exception {
    Path file = folder.resolve("log");
    RunLog log = new RunLog(file, InstantSource.fixed(NOW));

    log.around(RUN, () -> {});
    assertThatThrownBy(
            () ->
                log.around(
                    RUN,
                    () -> {
                      throw new IOException("disk full");
                    }))
        .isInstanceOf(IOException.class);

    String rest =
        "\t1700000000123\t17-abc\tcount\t1700000000000\t2\tworker-1\tScheduledAction/shop/count";
    assertThat(Files.readAllLines(file))
        .containsExactly("begin" + rest, "succeeded" + rest, "begin" + rest, "failed" + rest);
  }
}
