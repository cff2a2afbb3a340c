package io.jararaca.core.ledger.memory;

import static java.util.Objects.requireNonNull;

import io.jararaca.core.ledger.CompleteResult;
import io.jararaca.core.ledger.LeaseRef;
import io.jararaca.core.ledger.Outcome;
import io.jararaca.core.ledger.StartRequest;
import io.jararaca.core.ledger.StartResult;
import io.jararaca.core.run.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Runs that every live worker instance runs: each its own part, the results joined. */
final class Broadcasts {

  /** The worst first. */
  private static final List<RunState> BAD =
      List.of(RunState.TIMED_OUT, RunState.LOST, RunState.FAILED);

  private Broadcasts() {}

  /** An instance that nobody expected joins. */
  static StartResult start(Turn turn, RunEntry run, StartRequest request) {
    Part part = run.parts.getOrDefault(request.instance(), Part.EXPECTED);
    Lease held = part.lease();
    if (held != null) {
      return held.nonce().equals(request.nonce()) && !part.ended() && held.live(turn.now())
          ? held.started(run.id())
          : new StartResult.Drop("this instance has started it before");
    }
    if (part.ended()) {
      return new StartResult.Drop("this instance was given up: it " + part.message());
    }
    Lease lease = turn.begin(run, 1, request.nonce(), request.instance(), request.lease());
    run.parts.put(request.instance(), Part.running(lease));
    turn.lookAt(run, nextLook(run, turn.now()));
    return lease.started(run.id());
  }

  static boolean prolong(Turn turn, RunEntry run, LeaseRef ref, Duration duration) {
    Part part = run.parts.get(ref.instance());
    if (part == null || part.ended() || part.lease() == null || !part.heldBy(ref.leaseId())) {
      return false;
    }
    Lease prolonged = part.lease().prolonged(Millis.plus(turn.now(), duration));
    run.parts.put(ref.instance(), Part.running(prolonged));
    turn.lookAt(run, nextLook(run, turn.now()));
    return true;
  }

  static CompleteResult complete(Turn turn, RunEntry run, LeaseRef ref, Outcome outcome) {
    Part part = run.parts.get(ref.instance());
    if (part == null || !part.heldBy(ref.leaseId())) {
      return new CompleteResult.Refused("the lease is not this instance's");
    }
    if (part.state() == RunState.LOST) {
      return new CompleteResult.Refused("the instance was given up: it " + part.message());
    }
    if (!part.ended()) {
      part = part.end(outcome);
      run.parts.put(ref.instance(), part);
      settle(turn, run);
    }
    return new CompleteResult.Ended(part.state());
  }

  /** There is nobody to hand a part over to. */
  static boolean release(Turn turn, RunEntry run, LeaseRef ref) {
    Part part = run.parts.get(ref.instance());
    if (part == null || part.ended() || !part.heldBy(ref.leaseId())) {
      return false;
    }
    run.parts.put(ref.instance(), part.end(RunState.LOST, "handed back"));
    settle(turn, run);
    return true;
  }

  static void sweep(Turn turn, RunEntry run) {
    run.parts.replaceAll(
        (instance, part) ->
            !part.ended() && !givenUpAt(run, part).isAfter(turn.now()) ? part.givenUp() : part);
    settle(turn, run);
  }

  static Instant nextLook(RunEntry run, Instant now) {
    return run.parts.values().stream()
        .filter(part -> !part.ended())
        .map(part -> givenUpAt(run, part))
        .min(Instant::compareTo)
        .orElse(now);
  }

  private static Instant givenUpAt(RunEntry run, Part part) {
    return part.givenUpAt(requireNonNull(run.claimedAt), requireNonNull(run.spec.timeout()));
  }

  /** Ends the run when all its parts have ended. */
  private static void settle(Turn turn, RunEntry run) {
    if (!run.parts.values().stream().allMatch(Part::ended)) {
      turn.lookAt(run, nextLook(run, turn.now()));
      return;
    }
    for (RunState bad : BAD) {
      for (Map.Entry<String, Part> part : run.parts.entrySet()) {
        if (part.getValue().state() == bad) {
          String message = part.getKey() + ": " + part.getValue().message();
          Endings.end(turn, run, bad, message);
          return;
        }
      }
    }
    Endings.end(turn, run, RunState.SUCCEEDED, null);
  }
}
