package io.jararaca.core.simulation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** A history as people read it, one line a step. Written only when somebody will read it. */
final class Trace {

  private final boolean wanted;
  private final List<String> lines = new ArrayList<>();

  Trace(boolean wanted) {
    this.wanted = wanted;
  }

  void line(Instant at, String actor, Supplier<String> what) {
    if (wanted) {
      String time = at.toString();
      lines.add("%-24s %-9s %s".formatted(time.substring(11), actor, what.get()));
    }
  }

  List<String> lines() {
    return lines;
  }
}
