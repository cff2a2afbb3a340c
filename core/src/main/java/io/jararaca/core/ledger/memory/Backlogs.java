package io.jararaca.core.ledger.memory;

import io.jararaca.core.ledger.Backlog;
import io.jararaca.core.ledger.RunSnapshot;
import io.jararaca.core.ledger.Waiting;
import io.jararaca.core.run.Origin;
import io.jararaca.core.run.RunState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What waits, as readers see it. */
final class Backlogs {

  private Backlogs() {}

  static Waiting waiting(Turn turn, Waiting.Query query, int limit) {
    List<RunSnapshot> found = new ArrayList<>();
    Instant last = query.from();
    int atLast = 0;
    int looked = 0;
    for (RunEntry run : turn.state().timers.between(query.from(), query.to())) {
      if (!run.nextLook.equals(last)) {
        last = run.nextLook;
        atLast = 0;
      }
      atLast++;
      if (run.nextLook.equals(query.from()) && atLast <= query.skip()) {
        continue;
      }
      if (looked == limit) {
        return new Waiting(found, query.next(last, atLast - 1));
      }
      looked++;
      if (isMessage(run, query.state())
          && (query.handler() == null || query.handler().equals(run.spec.handler()))) {
        found.add(run.snapshot());
      }
    }
    return new Waiting(found, null);
  }

  static Backlog backlog(Turn turn) {
    Map<String, Long> pending = new TreeMap<>();
    turn.state().runs.values().stream()
        .filter(run -> isMessage(run, RunState.PENDING))
        .forEach(run -> pending.merge(run.spec.owner().key().namespace(), 1L, Long::sum));
    return new Backlog(
        pending,
        turn.state().timers.between(Instant.MIN, turn.now()).size(),
        turn.state().timers.earliest().orElse(null),
        turn.now());
  }

  private static boolean isMessage(RunEntry run, RunState state) {
    return run.state == state && run.spec.origin() == Origin.MESSAGE;
  }
}
