package io.jararaca.e2e.demo;

import io.jararaca.e2e.process.Sandbox;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Starts the whole system, applies the examples and shows what becomes of them. The exit status is
 * 0 only if each example has reached what its manifest's comments expect.
 */
@Command(name = "./dev demo", sortOptions = false)
public final class Demo implements Callable<Integer> {
  @Option(names = "--for", paramLabel = "60s", description = "Ends by itself after this time.")
  private @Nullable Duration duration;

  @Option(names = "--kubeconfig", paramLabel = "FILE", description = "Uses this cluster.")
  private @Nullable Path kubeconfig;

  @Option(
      names = "--embedded",
      description = "One JVM on a ledger and a broker in memory, instead of Redis and RabbitMQ.")
  private boolean embedded;

  @Option(names = "--terminal", hidden = true, description = "Redraws the table in its place.")
  private boolean terminal;

  @Override
  public Integer call() {
    Path root = Path.of(System.getProperty("jararaca.root", "")).toAbsolutePath();
    List<Example> examples = Example.in(root.resolve("examples"));
    Path logs = root.resolve("e2e/target/demo-logs");
    try (Sandbox sandbox = new Sandbox(logs)) {
      System.out.println("==> logs of all processes: " + logs);
      Stage stage = Stage.on(sandbox, root, kubeconfig);
      if (embedded) {
        stage.startEmbedded();
      } else {
        stage.startInstall();
      }
      stage.apply(examples);
      System.out.printf("==> for a second terminal: export KUBECONFIG=%s%n", stage.kubeconfig());
      Scoreboard scoreboard = new Scoreboard(examples);
      new Watcher(stage, scoreboard, terminal).watch(duration);
      scoreboard.lines().forEach(System.out::println);
      return scoreboard.allReached() ? 0 : 1;
    }
  }

  /** Runs the demo; see {@code ./dev help}. */
  public static void main(String[] args) {
    int status =
        new CommandLine(new Demo())
            .registerConverter(Duration.class, text -> Duration.parse("PT" + text))
            .setExecutionExceptionHandler(
                (failure, command, parsed) -> {
                  System.err.println("./dev demo: " + failure.getMessage());
                  return 1;
                })
            .execute(args);
    System.exit(status);
  }
}
