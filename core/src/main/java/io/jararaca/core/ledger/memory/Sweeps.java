package io.jararaca.core.ledger.memory;

import static java.util.Objects.requireNonNull;

import io.jararaca.core.ledger.Publication;
import io.jararaca.core.ledger.SweepRequest;
import io.jararaca.core.ledger.Swept;
import io.jararaca.core.run.HandlerRef;
import io.jararaca.core.run.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** SWEEP: makes the moves that only time brings about. */
final class Sweeps {

  private static final Duration LONGEST_START_PATIENCE = Duration.ofMinutes(10);
  private static final Duration LONGEST_WAIT_FOR_RESOURCE = Duration.ofMinutes(10);
  private static final Duration SHORTEST_BACK_OFF = Duration.ofMillis(1);

  private final Turn turn;
  private final SweepRequest request;
  private final List<Publication> toPublish = new ArrayList<>();
  private final Set<HandlerRef> unstarted = new HashSet<>();
  private final List<Swept.Awaited> awaited = new ArrayList<>();

  private Sweeps(Turn turn, SweepRequest request) {
    this.turn = turn;
    this.request = request;
  }

  static Swept sweep(Turn turn, SweepRequest request) {
    return new Sweeps(turn, request).sweep();
  }

  private Swept sweep() {
    int looked = 0;
    Optional<RunEntry> due = due();
    while (due.isPresent() && looked < request.limit()) {
      look(due.get());
      looked++;
      due = due();
    }
    return new Swept(
        toPublish,
        looked,
        turn.state().timers.earliest().orElse(null),
        turn.now(),
        unstarted,
        awaited,
        newestStarted(),
        List.of());
  }

  private Map<HandlerRef, Instant> newestStarted() {
    Map<HandlerRef, Instant> newest = new HashMap<>(turn.state().newestStarted);
    newest.keySet().retainAll(request.lostBefore().keySet());
    return newest;
  }

  private Optional<RunEntry> due() {
    return turn.state().timers.first().filter(run -> !run.nextLook.isAfter(turn.now()));
  }

  private void look(RunEntry run) {
    if (run.pastDeadline(turn.now())) {
      Endings.end(turn, run, RunState.EXPIRED, "its deadline passed before it started");
      return;
    }
    if (run.broadcast() && !run.state.ended()) {
      Broadcasts.sweep(turn, run);
      return;
    }
    switch (run.state) {
      case PENDING -> pending(run);
      case CLAIMED -> handOut(run);
      case DISPATCHED -> dispatched(run);
      case RUNNING -> running(run);
      default -> ended(run);
    }
  }

  private void pending(RunEntry run) {
    if (run.dueAt.isAfter(turn.now())) {
      turn.lookAt(run, run.dueAt);
    } else {
      handOut(run);
    }
  }

  private void handOut(RunEntry run) {
    Duration closed = request.closedQueues().get(run.spec.handler());
    if (closed == null) {
      turn.claim(run);
      toPublish.add(run.publication(turn.incarnation()));
    } else {
      Duration backOff = closed.compareTo(SHORTEST_BACK_OFF) < 0 ? SHORTEST_BACK_OFF : closed;
      turn.lookAt(run, Millis.plus(turn.now(), backOff));
    }
  }

  private void dispatched(RunEntry run) {
    Duration doubled = requireNonNull(run.startPatience).multipliedBy(2);
    run.startPatience =
        doubled.compareTo(LONGEST_START_PATIENCE) > 0 ? LONGEST_START_PATIENCE : doubled;
    Instant lostBefore = request.lostBefore().get(run.spec.handler());
    if (lostBefore != null && requireNonNull(run.dispatchedAt).isBefore(lostBefore)) {
      handOut(run);
    } else {
      turn.lookAt(run, Millis.plus(turn.now(), run.startPatience));
      unstarted.add(run.spec.handler());
    }
  }

  private void running(RunEntry run) {
    Lease lease = requireNonNull(run.lease);
    if (lease.live(turn.now())) {
      turn.lookAt(run, lease.endsAt());
      return;
    }
    Attempts.carryOut(turn, run, Verdict.afterLeaseEnd(lease, run.spec, run.tally, turn.now()));
    if (run.state == RunState.PENDING) {
      pending(run);
    }
  }

  private void ended(RunEntry run) {
    Instant removedAt = Endings.removedAt(turn, run);
    if (removedAt.isAfter(turn.now())) {
      turn.lookAt(run, removedAt);
    } else if (run.awaited()) {
      Duration retention = turn.timings().retention();
      boolean rare = retention.compareTo(LONGEST_WAIT_FOR_RESOURCE) > 0;
      turn.lookAt(run, Millis.plus(turn.now(), rare ? LONGEST_WAIT_FOR_RESOURCE : retention));
      awaited.add(new Swept.Awaited(run.id(), run.spec.owner()));
    } else {
      turn.remove(run);
    }
  }
}
