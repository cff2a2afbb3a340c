package io.jararaca.e2e.soak;

import io.jararaca.e2e.process.Sandbox;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The long form: every fault many times, in a random order, on two hundred actions. Its figures
 * become the table of docs/reliability.md. The exit status is 0 only if no promise was broken.
 */
@Command(name = "./dev soak", sortOptions = false)
public final class SoakCommand implements Callable<Integer> {

  @Option(names = "--times", defaultValue = "20", description = "How often each fault strikes.")
  private int times;

  @Option(names = "--only", description = "Faults whose names contain one of these.", split = ",")
  private List<String> only = List.of("");

  @Option(names = "--actions", description = "How many tick each second.")
  private @Nullable Integer actions;

  @Option(names = "--short", description = "Short leases and partitions, as ./dev verify has.")
  private boolean brief;

  @Option(names = "--seed", description = "Of the order and the instants.")
  private @Nullable Long seed;

  @Option(names = "--look", description = "Notes what kubectl shows of each fault.")
  private boolean looks;

  @Option(names = "--no-write", description = "Leaves docs/reliability.md as it is.")
  private boolean leavesPage;

  @Override
  public Integer call() {
    long given = seed == null ? System.nanoTime() : seed;
    Path root = Path.of(System.getProperty("jararaca.root", "..")).toAbsolutePath();
    Path logs = root.resolve("e2e/target/soak-logs");
    System.out.println("==> seed " + given + ", logs of all processes: " + logs);
    SoakForm form = brief ? SoakForm.SHORT : SoakForm.LONG;
    if (actions != null) {
      form = form.withActions(actions);
    }
    try (Sandbox sandbox = new Sandbox(logs);
        SoakStage stage = new SoakStage(sandbox, form)) {
      if (looks) {
        stage.noteLooks();
      }
      Soak soak = new Soak(stage, given);
      soak.strike(order(Faults.all(form), given));
      List<String> wrong = soak.end();
      wrong.stream().limit(100).forEach(complaint -> System.out.println("WRONG " + complaint));
      if (!leavesPage && wrong.isEmpty()) {
        ReliabilityPage.of(root).write(soak.struck());
      }
      return wrong.isEmpty() ? 0 : 1;
    }
  }

  private List<Fault> order(List<Fault> all, long given) {
    List<Fault> faults = new ArrayList<>();
    for (Fault fault : all) {
      if (only.stream().anyMatch(fault.name()::contains)) {
        faults.addAll(Collections.nCopies(times, fault));
      }
    }
    Collections.shuffle(faults, new Random(given));
    return faults;
  }

  /** Runs the soak; see {@code ./dev help}. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new SoakCommand()).execute(args));
  }
}
