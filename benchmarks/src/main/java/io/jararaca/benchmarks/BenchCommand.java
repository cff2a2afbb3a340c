package io.jararaca.benchmarks;

import io.jararaca.e2e.process.Sandbox;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** A bench as {@code ./dev bench} calls it: measures, prints, and writes down what it printed. */
public abstract class BenchCommand implements Callable<Integer> {
  private final String name;

  @Option(names = "--no-write", description = "Prints only; docs/performance.md stays as it is.")
  private boolean noWrite;

  /**
   * @param name of the bench, and of its section in docs/performance.md
   */
  protected BenchCommand(String name) {
    this.name = name;
  }

  /**
   * Measures.
   *
   * @return what was seen, as Markdown
   */
  protected abstract String measure(Sandbox sandbox);

  @Override
  public Integer call() {
    Path root = Path.of(System.getProperty("jararaca.root", "")).toAbsolutePath();
    try (Sandbox sandbox = new Sandbox(root.resolve("benchmarks/target/" + name + "-logs"))) {
      String seen = measure(sandbox);
      System.out.println(seen);
      if (!noWrite) {
        PerformancePage.of(root).write(name, seen);
      }
      return 0;
    }
  }

  /** Runs a bench's main and ends the JVM. */
  protected static void main(BenchCommand command, String... args) {
    int status =
        new CommandLine(command)
            .setExecutionExceptionHandler(
                (failure, line, parsed) -> {
                  System.err.println("./dev bench " + command.name + ": " + failure.getMessage());
                  return 1;
                })
            .execute(args);
    System.exit(status);
  }
}
