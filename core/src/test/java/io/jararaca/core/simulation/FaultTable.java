package io.jararaca.core.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;

/** How often each fault struck at each step. Shared by histories that run side by side. */
public final class FaultTable {

  /** A fault at a step. */
  public record Cell(Step step, Fault fault) {}

  private static final List<Cell> REACHABLE =
      Arrays.stream(Fault.values())
          .flatMap(
              fault ->
                  Arrays.stream(Step.values())
                      .filter(fault::reaches)
                      .map(step -> new Cell(step, fault)))
          .toList();

  private final AtomicLongArray counts =
      new AtomicLongArray(Fault.values().length * Step.values().length);

  static List<Cell> reachable() {
    return REACHABLE;
  }

  void count(Step step, Fault fault) {
    counts.incrementAndGet(index(step, fault));
  }

  public List<Cell> empty() {
    List<Cell> empty = new ArrayList<>();
    for (Cell cell : REACHABLE) {
      if (counts.get(index(cell.step, cell.fault)) == 0) {
        empty.add(cell);
      }
    }
    return empty;
  }

  /** A row for each fault, a column for each step; a dot where it cannot strike. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("%-14s".formatted(""));
    for (Step step : Step.values()) {
      text.append("%9s".formatted(step.name().substring(0, Math.min(8, step.name().length()))));
    }
    for (Fault fault : Fault.values()) {
      text.append("\n%-14s".formatted(fault));
      for (Step step : Step.values()) {
        text.append("%9s".formatted(fault.reaches(step) ? counts.get(index(step, fault)) : "."));
      }
    }
    return text.toString();
  }

  private static int index(Step step, Fault fault) {
    return fault.ordinal() * Step.values().length + step.ordinal();
  }
}
