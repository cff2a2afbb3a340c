package io.jararaca.e2e.load;

import io.jararaca.e2e.process.Sandbox;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures what one operator with the chart's heap bears. */
@Command(name = "./dev soak load", sortOptions = false)
public final class LoadCommand implements Callable<Integer> {

  @Option(names = "--resources", defaultValue = "20000", description = "Actions; 0: leave it out.")
  private int resources;

  @Option(
      names = "--ticking",
      defaultValue = "1000",
      description = "Actions that tick each second; 0: leave it out.")
  private int ticking;

  @Option(names = "--seconds", defaultValue = "60", description = "How long they tick.")
  private int seconds;

  @Override
  public Integer call() {
    Path logs = Path.of(System.getProperty("jararaca.root", "..")).resolve("e2e/target/load-logs");
    System.out.println("==> logs of all processes: " + logs);
    boolean well = true;
    if (ticking > 0) {
      try (Sandbox sandbox = new Sandbox(logs.resolve("ticks"))) {
        ManyTicks.Figures figures = ManyTicks.measure(new LoadStage(sandbox), ticking, seconds);
        System.out.printf(
            "figure: %d actions that tick each second, for %d s: %.0f status writes/s (limit %d), %d runs, %d statuses untrue at the end%n",
            figures.actions(),
            figures.seconds(),
            figures.writesPerSecond(),
            ManyTicks.WRITES_PER_SECOND,
            figures.runs(),
            figures.untrue());
        well =
            figures.untrue() == 0 && figures.writesPerSecond() <= 1.1 * ManyTicks.WRITES_PER_SECOND;
      }
    }
    if (resources > 0) {
      try (Sandbox sandbox = new Sandbox(logs.resolve("resources"))) {
        ManyResources.Figures figures = ManyResources.measure(new LoadStage(sandbox), resources);
        System.out.printf(
            "figure: %d actions in one operator: armed %d s after its start, %d bytes of heap each (goal 4096), %d MiB in all, %d of %d ticks did not run%n",
            figures.actions(),
            figures.warm().toSeconds(),
            figures.bytesEach(),
            figures.heap().bytes() >> 20,
            figures.missed(),
            figures.ticks());
        figures.heap().largest().forEach(System.out::println);
        well = well && figures.missed() == 0;
      }
    }
    return well ? 0 : 1;
  }

  /** Runs the load; see {@code ./dev help}. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new LoadCommand()).execute(args));
  }
}
