package io.jararaca.core.simulation;

import io.jararaca.core.ledger.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What handlers do: mostly well, and soon. */
final class Handlers {

  private static final List<String> NAMES = new ArrayList<>();

  static {
    for (int i = 0; i < Declarations.MOST_ACTIONS; i++) {
      NAMES.add("a" + i);
    }
    for (int i = 0; i < Declarations.MOST_MESSAGES; i++) {
      NAMES.add("m" + i);
    }
    NAMES.add(Declarations.RESCUE);
  }

  private Handlers() {}

  static List<String> names() {
    return NAMES;
  }

  static Outcome outcome(Chance chance) {
    int share = chance.number(0, 100);
    if (share < 75) {
      return new Outcome.Succeeded();
    } else if (share < 92) {
      return new Outcome.Failed("fails");
    } else if (share < 96) {
      return new Outcome.Rejected("refuses");
    }
    return new Outcome.RetryLater(chance.millis(0, 3_000), "later");
  }

  static Duration duration(Chance chance) {
    int share = chance.number(0, 100);
    if (share < 60) {
      return chance.millis(1, 800);
    }
    return share < 90 ? chance.millis(800, 5_000) : chance.millis(5_000, 16_000);
  }
}
