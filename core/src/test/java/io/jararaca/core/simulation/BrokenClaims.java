package io.jararaca.core.simulation;

import io.jararaca.core.ledger.Claim;
import io.jararaca.core.ledger.ClaimResult;
import io.jararaca.core.ledger.FencingToken;
import io.jararaca.core.ledger.Ledger;
import io.jararaca.core.ledger.LedgerTimings;
import io.jararaca.core.ledger.Raised;
import io.jararaca.core.ledger.RegisterResult;
import io.jararaca.core.ledger.Registration;
import io.jararaca.core.ledger.Submission;
import io.jararaca.core.ledger.SubmitResult;
import io.jararaca.core.ledger.SweepRequest;
import io.jararaca.core.ledger.Swept;
import io.jararaca.core.run.OwnerKey;
import io.jararaca.core.run.Partition;
import io.jararaca.core.run.RunSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** What may be wrong in what a leader calls. */
final class BrokenClaims {

  private BrokenClaims() {}

  /** Every call passes for one of whoever leads the partition now. */
  static final class WithoutFence extends BrokenLedger {

    private final Map<Partition, FencingToken> leaders = new HashMap<>();

    WithoutFence(Ledger real) {
      super(real);
    }

    private FencingToken passing(Partition partition, FencingToken token) {
      return leaders.getOrDefault(partition, token);
    }

    @Override
    public CompletableFuture<Raised> raise(
        Partition partition, FencingToken token, LedgerTimings timings) {
      leaders.merge(partition, token, (a, b) -> a.value() > b.value() ? a : b);
      return real.raise(partition, passing(partition, token), timings);
    }

    @Override
    public CompletableFuture<List<RegisterResult>> register(
        Partition partition, FencingToken token, List<Registration> registrations) {
      return real.register(partition, passing(partition, token), registrations);
    }

    @Override
    public CompletableFuture<List<ClaimResult>> claim(
        Partition partition, FencingToken token, List<Claim> claims) {
      return real.claim(partition, passing(partition, token), claims);
    }

    @Override
    public CompletableFuture<Swept> sweep(
        Partition partition, FencingToken token, SweepRequest request) {
      return real.sweep(partition, passing(partition, token), request);
    }

    @Override
    public CompletableFuture<Void> forget(
        Partition partition, FencingToken token, OwnerKey owner, String uid) {
      return real.forget(partition, passing(partition, token), owner, uid);
    }
  }

  /** A claim from anywhere is as good as one from the cursor. */
  static final class CursorNotCompared extends BrokenLedger {

    CursorNotCompared(Ledger real) {
      super(real);
    }

    @Override
    public CompletableFuture<List<ClaimResult>> claim(
        Partition partition, FencingToken token, List<Claim> claims) {
      return real.claim(partition, token, claims)
          .thenApply(
              results ->
                  results.stream()
                      .map(
                          result ->
                              result instanceof ClaimResult.Moved
                                  ? new ClaimResult.Claimed("any")
                                  : result)
                      .toList());
    }
  }

  /** Ticks that are passed over are told to nobody. */
  static final class RangesLeftOut extends BrokenLedger {

    RangesLeftOut(Ledger real) {
      super(real);
    }

    @Override
    public CompletableFuture<List<ClaimResult>> claim(
        Partition partition, FencingToken token, List<Claim> claims) {
      return real.claim(
          partition, token, claims.stream().map(RangesLeftOut::withoutRanges).toList());
    }

    private static Claim withoutRanges(Claim claim) {
      return claim instanceof Claim.Tick tick && tick.run() != null
          ? new Claim.Tick(
              tick.owner(),
              tick.effectiveFrom(),
              tick.cursor(),
              List.of(),
              tick.upTo(),
              tick.run(),
              tick.body(),
              tick.instances())
          : claim;
    }
  }

  /** An edited schedule goes on from where the former one was. */
  static final class EffectiveFromIgnored extends BrokenLedger {

    EffectiveFromIgnored(Ledger real) {
      super(real);
    }

    @Override
    public CompletableFuture<List<RegisterResult>> register(
        Partition partition, FencingToken token, List<Registration> registrations) {
      return real.register(partition, token, registrations)
          .thenApply(
              results -> {
                List<RegisterResult> answers = new ArrayList<>();
                for (int i = 0; i < results.size(); i++) {
                  answers.add(untouched(registrations.get(i), results.get(i)));
                }
                return answers;
              });
    }

    private static RegisterResult untouched(Registration registration, RegisterResult result) {
      Registration.Change change = registration.change();
      if (change == null || !(result instanceof RegisterResult.Registered registered)) {
        return result;
      }
      Instant cursor = change.cursor();
      return new RegisterResult.Registered(
          registered.effectiveFrom(),
          cursor,
          registered.runs(),
          registered.suspendedByFailures(),
          registered.handledTrigger(),
          registered.created(),
          registered.waitUntil());
    }
  }

  /** What is deleted is forgotten, its claimed runs are not. */
  static final class ForgetWithoutCancel extends BrokenLedger {

    ForgetWithoutCancel(Ledger real) {
      super(real);
    }

    @Override
    public CompletableFuture<Void> forget(
        Partition partition, FencingToken token, OwnerKey owner, String uid) {
      return real.claim(partition, token, List.of()).thenApply(none -> null);
    }
  }

  /** Nothing has a last instant. */
  static final class DeadlineIgnored extends BrokenLedger {

    DeadlineIgnored(Ledger real) {
      super(real);
    }

    @Override
    public CompletableFuture<List<ClaimResult>> claim(
        Partition partition, FencingToken token, List<Claim> claims) {
      return real.claim(partition, token, claims.stream().map(DeadlineIgnored::endless).toList());
    }

    @Override
    public CompletableFuture<List<SubmitResult>> submit(
        Partition partition, List<Submission> submissions) {
      return real.submit(
          partition,
          submissions.stream()
              .map(
                  each ->
                      new Submission(
                          endless(each.spec()),
                          each.generation(),
                          each.body(),
                          each.entryKey(),
                          each.onDuplicate()))
              .toList());
    }

    private static Claim endless(Claim claim) {
      if (claim instanceof Claim.Tick tick) {
        RunSpec run = tick.run();
        return new Claim.Tick(
            tick.owner(),
            tick.effectiveFrom(),
            tick.cursor(),
            tick.passed(),
            tick.upTo(),
            run == null ? null : endless(run),
            tick.body(),
            tick.instances());
      }
      return claim;
    }

    private static RunSpec endless(RunSpec spec) {
      return new RunSpec(
          spec.id(),
          spec.owner(),
          spec.origin(),
          spec.handler(),
          spec.plannedAt(),
          null,
          spec.timeout(),
          spec.retry(),
          spec.maxLosses(),
          spec.slotLimit(),
          spec.exclusive(),
          spec.exceptionHandler(),
          spec.headers());
    }
  }
}
