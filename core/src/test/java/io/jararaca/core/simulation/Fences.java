package io.jararaca.core.simulation;

import io.jararaca.core.ledger.FencingToken;
import io.jararaca.core.run.Partition;
import java.util.HashMap;
import java.util.Map;

/** Promise 5: once a new leader has raised a partition, an older one can do nothing there. */
final class Fences {

  private final Judge judge;
  private final Map<Partition, Long> highest = new HashMap<>();

  Fences(Judge judge) {
    this.judge = judge;
  }

  void raised(Partition partition, FencingToken token) {
    obeyed(partition, token, Step.RAISE);
    highest.put(partition, token.value());
  }

  void obeyed(Partition partition, FencingToken token, Step step) {
    long known = highest.getOrDefault(partition, 0L);
    judge.expect(
        token.value() >= known,
        () ->
            step + " with token " + token.value() + " took effect after " + known + " was raised");
  }

  /** A partition that lost writes may have lost its token too. */
  void reset(Partition partition) {
    highest.remove(partition);
  }
}
