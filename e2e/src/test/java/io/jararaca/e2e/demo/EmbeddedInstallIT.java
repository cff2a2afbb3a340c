package io.jararaca.e2e.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jararaca.e2e.fixture.E2e;
import io.jararaca.e2e.process.Sandbox;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What {@code ./dev demo --embedded} starts. */
@ExtendWith(E2e.class)
class EmbeddedInstallIT {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  @Test
  void every_example_reaches_its_state_without_redis_and_rabbitmq(Sandbox sandbox) {
    List<Example> examples = Example.in(ROOT.resolve("examples"));
    Scoreboard scoreboard = new Scoreboard(examples);
    Stage stage = Stage.on(sandbox, ROOT, null);
    Watcher watcher = new Watcher(stage, scoreboard, false);

    stage.startEmbedded();
    stage.apply(examples);

    await("every example reaches its state")
        .atMost(Duration.ofMinutes(3))
        .pollInterval(Duration.ofSeconds(1))
        .until(
            () -> {
              stage.check();
              watcher.score();
              return scoreboard.allReached();
            });
    assertThat(scoreboard.reached()).isEqualTo(examples.size()).isGreaterThanOrEqualTo(8);
  }
}
