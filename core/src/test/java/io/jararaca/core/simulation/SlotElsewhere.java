package io.jararaca.core.simulation;

import static java.util.Objects.requireNonNull;

import io.jararaca.core.ledger.Claim;
import io.jararaca.core.ledger.ClaimResult;
import io.jararaca.core.ledger.FencingToken;
import io.jararaca.core.ledger.Ledger;
import io.jararaca.core.ledger.OwnerPolicy;
import io.jararaca.core.ledger.OwnerSnapshot;
import io.jararaca.core.ledger.RegisterResult;
import io.jararaca.core.ledger.Registration;
import io.jararaca.core.ledger.RunSnapshot;
import io.jararaca.core.run.OwnerKey;
import io.jararaca.core.run.Partition;
import io.jararaca.core.run.PassedRange;
import io.jararaca.core.run.PassedReason;
import io.jararaca.core.run.RunSpec;
import io.jararaca.core.run.RunState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/** The function claims whatever it is given; somebody else looks whether the slot is free. */
final class SlotElsewhere extends BrokenLedger {

  private static final int UNBOUNDED = 1_000;

  private final boolean beforeEachClaim;
  private final Predicate<RunSnapshot> counts;
  private final Map<OwnerKey, OwnerPolicy> policies = new HashMap<>();

  private SlotElsewhere(Ledger real, boolean beforeEachClaim, Predicate<RunSnapshot> counts) {
    super(real);
    this.beforeEachClaim = beforeEachClaim;
    this.counts = counts;
  }

  /** Looks once before it calls, however many runs it then claims. */
  static SlotElsewhere beforeTheCall(Ledger real) {
    return new SlotElsewhere(real, false, run -> true);
  }

  /** Counts no run that waits for its retry. */
  static SlotElsewhere withoutRetries(Ledger real) {
    return new SlotElsewhere(real, true, run -> run.state() != RunState.PENDING);
  }

  @Override
  public CompletableFuture<List<RegisterResult>> register(
      Partition partition, FencingToken token, List<Registration> registrations) {
    registrations.forEach(each -> policies.put(each.owner().key(), each.policy()));
    return real.register(
            partition, token, registrations.stream().map(SlotElsewhere::unbounded).toList())
        .thenApply(
            results -> {
              List<RegisterResult> answers = new ArrayList<>();
              for (int i = 0; i < results.size(); i++) {
                answers.add(quiet(registrations.get(i), results.get(i)));
              }
              return answers;
            });
  }

  /** The lease that passes after a loss is not the slot's business. */
  private RegisterResult quiet(Registration registration, RegisterResult result) {
    Registration.Remembered remembered = registration.remembered();
    if (remembered == null
        || registration.policy().slotLimit() != 1
        || !(result instanceof RegisterResult.Registered registered)) {
      return result;
    }
    Instant lostAt =
        real.owner(registration.owner().key()).join().map(OwnerSnapshot::stateLostAt).orElse(null);
    return new RegisterResult.Registered(
        registered.effectiveFrom(),
        registered.cursor(),
        registered.runs(),
        registered.suspendedByFailures(),
        registered.handledTrigger(),
        registered.created(),
        lostAt == null ? null : lostAt.plus(remembered.quiet()));
  }

  private static Registration unbounded(Registration registration) {
    OwnerPolicy policy = registration.policy();
    return new Registration(
        registration.owner(),
        registration.generation(),
        registration.schedule(),
        new OwnerPolicy(
            UNBOUNDED,
            policy.waitForSlot(),
            policy.historyLimit(),
            policy.maxRuns(),
            policy.suspendAfterFailures()),
        registration.trigger(),
        registration.change(),
        registration.remembered());
  }

  @Override
  public CompletableFuture<List<ClaimResult>> claim(
      Partition partition, FencingToken token, List<Claim> claims) {
    CompletableFuture<List<ClaimResult>> fence = real.claim(partition, token, List.of());
    if (fence.isCompletedExceptionally()) {
      return fence;
    }
    if (!beforeEachClaim) {
      Map<OwnerKey, Boolean> full = new HashMap<>();
      claims.forEach(claim -> full.computeIfAbsent(claim.owner().key(), this::full));
      return claimAll(partition, token, claims, full::get);
    }
    return claimAll(partition, token, claims, this::full);
  }

  private CompletableFuture<List<ClaimResult>> claimAll(
      Partition partition, FencingToken token, List<Claim> claims, Predicate<OwnerKey> full) {
    List<ClaimResult> results = new ArrayList<>();
    Map<OwnerKey, ClaimResult> undecided = new HashMap<>();
    for (Claim claim : claims) {
      OwnerKey key = claim.owner().key();
      if (!undecided.containsKey(key)) {
        CompletableFuture<ClaimResult> claimed =
            takesSlot(claim) && full.test(key)
                ? refuse(partition, token, claim)
                : real.claim(partition, token, List.of(claim)).thenApply(list -> list.get(0));
        if (claimed.isCompletedExceptionally()) {
          return claimed.thenApply(List::of);
        }
        ClaimResult result = claimed.join();
        results.add(result);
        if (!result.decided()) {
          undecided.put(key, result);
        }
      } else {
        results.add(undecided.get(key));
      }
    }
    return answer(results);
  }

  private boolean full(OwnerKey key) {
    OwnerSnapshot owner = real.owner(key).join().orElse(null);
    OwnerPolicy policy = policies.get(key);
    return owner != null
        && policy != null
        && owner.active().stream().filter(counts).count() >= policy.slotLimit();
  }

  private static boolean takesSlot(Claim claim) {
    RunSpec run = claim instanceof Claim.Tick tick ? tick.run() : ((Claim.Trigger) claim).run();
    return run != null && run.slotLimit() > 0;
  }

  private CompletableFuture<ClaimResult> refuse(
      Partition partition, FencingToken token, Claim claim) {
    OwnerPolicy policy = requireNonNull(policies.get(claim.owner().key()));
    if (policy.waitForSlot() || claim instanceof Claim.Trigger) {
      return answer(new ClaimResult.SlotBusy());
    }
    Claim.Tick tick = (Claim.Tick) claim;
    PassedReason reason =
        policy.slotLimit() == 1 ? PassedReason.OVERLAP : PassedReason.TOO_MANY_ACTIVE;
    List<PassedRange> passed = new ArrayList<>(tick.passed());
    passed.add(PassedRange.single(tick.upTo(), reason));
    Claim.Tick skipped =
        new Claim.Tick(
            tick.owner(),
            tick.effectiveFrom(),
            tick.cursor(),
            passed,
            tick.upTo(),
            null,
            tick.body(),
            List.of());
    return real.claim(partition, token, List.of(skipped))
        .thenApply(list -> list.get(0))
        .thenApply(
            result ->
                result instanceof ClaimResult.Claimed ? new ClaimResult.Skipped(reason) : result);
  }
}
