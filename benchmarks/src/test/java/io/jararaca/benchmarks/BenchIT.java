package io.jararaca.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.jararaca.benchmarks.dispatch.Dispatch;
import io.jararaca.benchmarks.lateness.Lateness;
import io.jararaca.e2e.process.JavaProgram;
import io.jararaca.e2e.process.OsProcess;
import io.jararaca.e2e.process.Sandbox;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * Runs the benches small. That what they print is complete and can be true, not that it is fast.
 */
class BenchIT {
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  @Test
  void dispatch_says_when_all_runs_of_a_burst_were_claimed_confirmed_and_committed() {
    String printed = print(Dispatch.class, "--size", "200", "--bursts", "2", "--no-write");

    assertThat(printed)
        .contains(
            "200 schedules over 100 handlers", "Medians of 2 bursts", "RabbitMQ 3.", "Redis 7.");
    double claimed = figure(printed, "last run claimed after, ms", 0);
    double confirmed = figure(printed, "last run confirmed after, ms", 0);
    double committed = figure(printed, "last run committed after, ms", 0);
    assertThat(claimed).isPositive().isLessThanOrEqualTo(confirmed);
    assertThat(confirmed).isLessThanOrEqualTo(committed);
    double rate = figure(printed, "**runs a second**", 0);
    assertThat(rate).isBetween(200 * 1000 / committed / 2, 200 * 1000 / committed * 2);
    double perfTest = figure(printed, "PerfTest, one queue, a second", 0);
    assertThat(perfTest).isPositive();
    assertThat(figure(printed, "burst, % of PerfTest on one queue", 0)).isPositive();
    assertThat(figure(printed, "burst, % of PerfTest on 100 queues", 0)).isPositive();
    assertThat(figure(printed, "Redis, the same in pipelines of 100", 0)).isPositive();
  }

  @Test
  void lateness_grows_from_the_hand_out_to_the_handlers_start() {
    String printed = print(Lateness.class, "--size", "200", "--no-write");

    assertThat(printed).contains("200 messages, one every 50 ms", "RabbitMQ 3.", "Redis 7.");
    double handedOut = figure(printed, "the ledger's hand-out, seen by the beat", 0);
    double confirmed = figure(printed, "the broker's confirm, seen by the beat", 0);
    double handler = figure(printed, "**the handler's first instruction**", 0);
    assertThat(handedOut).as("a message is never handed out early").isNotNegative();
    assertThat(confirmed).isGreaterThanOrEqualTo(handedOut);
    assertThat(handler).isGreaterThanOrEqualTo(handedOut);
    assertThat(figure(printed, "START in the ledger, in whole ms", 0)).isNotNegative();
    assertThat(figure(printed, "a bare timer's task", 0)).isNotNegative().isLessThan(handler);
    for (String row : List.of("**the handler's first instruction**", "a bare timer's task")) {
      assertThat(figure(printed, row, 1)).as("p99").isGreaterThanOrEqualTo(figure(printed, row, 0));
      assertThat(figure(printed, row, 2))
          .as("most")
          .isGreaterThanOrEqualTo(figure(printed, row, 1));
    }
  }

  @Test
  void a_bench_says_which_of_its_options_is_wrong() {
    try (Sandbox sandbox = new Sandbox(logs())) {
      OsProcess bench = started(sandbox, Dispatch.class, "--size", "7", "--no-write");

      assertThat(bench.awaitExit(PATIENCE)).isEqualTo(1);
      assertThat(bench.log()).contains("./dev bench dispatch: --size must be 100 or more");
    }
  }

  private static String print(Class<?> bench, String... arguments) {
    try (Sandbox sandbox = new Sandbox(logs())) {
      OsProcess process = started(sandbox, bench, arguments);
      assertThat(process.awaitExit(PATIENCE)).as(process.tail()).isZero();
      return process.log();
    }
  }

  private static OsProcess started(Sandbox sandbox, Class<?> bench, String... arguments) {
    return JavaProgram.of(bench.getName())
        .withJvmOptions("-Xmx256m", "-Djararaca.root=" + sandbox.folder("root"))
        .withArguments(arguments)
        .start(sandbox, bench.getSimpleName().toLowerCase(Locale.ROOT));
  }

  private static Path logs() {
    return Path.of("target", "bench-logs");
  }

  /** A number of the table's row that begins with that text. */
  private static double figure(String printed, String row, int column) {
    String line =
        printed
            .lines()
            .filter(each -> each.startsWith("| " + row + " |"))
            .findFirst()
            .orElseThrow();
    List<String> cells = new ArrayList<>(List.of(line.split("\\|", -1)));
    return Double.parseDouble(cells.get(2 + column).strip().replace(",", ""));
  }
}
