package io.jararaca.operator.health;

import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

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

  /**
   * An answer, a line for each thing that was looked at.
   *
   * @param well whether all of it is as it should be
   */
  public record Answer(boolean well, String text) {}

  public Readiness {
    parts = List.copyOf(parts);
    threads = List.copyOf(threads);
  }

  public Answer ready() {
    return new Answer(
        parts.stream().allMatch(part -> part.state().up()),
        parts.stream()
            .map(part -> line(part.state().up(), part.name(), part.state().detail()))
            .collect(Collectors.joining()));
  }

  public Answer alive() {
    return new Answer(
        threads.stream().allMatch(check -> check.alive().getAsBoolean()),
        threads.stream()
            .map(
                check -> {
                  boolean alive = check.alive().getAsBoolean();
                  return line(alive, check.name(), alive ? "ok" : "has ended");
                })
            .collect(Collectors.joining()));
  }

  private static String line(boolean well, String name, String detail) {
    return (well ? "[+] " : "[-] ") + name + ": " + detail.replace('\n', ' ') + "\n";
  }
}
