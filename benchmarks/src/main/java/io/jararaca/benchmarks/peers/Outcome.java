package io.jararaca.benchmarks.peers;

import io.jararaca.benchmarks.Figures;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** How a system did with all bursts of a kind. */
sealed interface Outcome {

  /** It has no such thing. */
  record Cannot(String why) implements Outcome {}

  /** Its program ended otherwise than by saying how it went. */
  record Failed(String why) implements Outcome {}

  /**
   * It did what it did; bursts after one that it did not finish in time were not tried.
   *
   * @param bursts those that count, in the workload's order
   */
  record Measured(Workload workload, List<CaseResult> bursts) implements Outcome {

    String version() {
      return bursts.get(0).version();
    }

    List<CaseResult> small() {
      return bursts.subList(0, Math.min(workload.times(), bursts.size()));
    }

    Optional<CaseResult> large() {
      return bursts.stream().skip(workload.times()).findFirst();
    }

    /** A median of the small bursts. */
    double medianOfSmall(ToDoubleFunction<CaseResult> figure) {
      return Figures.of(small().stream().map(figure::applyAsDouble).toList()).median();
    }

    boolean anyEarly() {
      return bursts.stream().anyMatch(burst -> burst.early() > 0);
    }
  }
}
