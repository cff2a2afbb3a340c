package io.jararaca.operator.health;

import io.jararaca.health.HealthReport;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Whether this process can do its work, and whether it is stuck. A standby is ready too: readiness
 * speaks of the servers, not of who leads.
 *
 * @param parts what must be reached to be ready
 * @param threads what must run for the process to be alive
 */
public record Readiness(List<Part> parts, List<LiveCheck> threads) {

  /**
   * A thread without which the process had better be started anew.
   *
   * @param alive whether it runs
   */
  public record LiveCheck(String name, BooleanSupplier alive) {}

  public Readiness {
    parts = List.copyOf(parts);
    threads = List.copyOf(threads);
  }

  public HealthReport ready() {
    return new HealthReport(
        parts.stream()
            .map(
                part -> {
                  Part.State state = part.state();
                  return new HealthReport.Line(state.up(), part.name(), state.detail());
                })
            .toList());
  }

  public HealthReport alive() {
    return new HealthReport(
        threads.stream()
            .map(
                check ->
                    HealthReport.Line.of(check.alive().getAsBoolean(), check.name(), "has ended"))
            .toList());
  }
}
