package io.jararaca.operator.lease;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.jararaca.core.leadership.Leadership;
import io.jararaca.core.ledger.FencingToken;
import io.jararaca.operator.health.Part;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One process's side of the election, a step at a time. Not safe for several threads.
 *
 * <p>Every write is a compare-and-set on what was read before, so an unanswered write needs no
 * memory: the next step reads what became of it.
 */
final class Candidate {

  private static final Logger log = LoggerFactory.getLogger(Candidate.class);
  private static final Duration AT_ONCE = Duration.ofMillis(50);

  private final LeaseStore store;
  private final BeatLease absent;
  private final String identity;
  private final LeaseTimings timings;
  private final InstantSource clock;
  private final Leadership.Listener listener;
  private final Part kubernetes;
  private final Expiry expiry;
  private final LedgerProbe ledger;
  private final Cooldown cooldown;
  private @Nullable Held held;
  private String standing = "";

  /** The Lease as we last wrote it, and our token. */
  private record Held(BeatLease lease, FencingToken token) {}

  /**
   * @param absent the Lease as it is when there is none
   * @param identity ours, unique for each process
   * @param kubernetes told whether the API server answers
   */
  Candidate(
      LeaseStore store,
      BeatLease absent,
      String identity,
      LeaseTimings timings,
      LedgerProbe ledger,
      LongSupplier nanos,
      InstantSource clock,
      Part kubernetes,
      Leadership.Listener listener) {
    this.store = store;
    this.absent = absent;
    this.identity = identity;
    this.timings = timings;
    this.ledger = ledger;
    this.clock = clock;
    this.kubernetes = kubernetes;
    this.listener = listener;
    this.expiry = new Expiry(nanos);
    this.cooldown = new Cooldown(nanos);
  }

  /**
   * Reads or writes the Lease as is due.
   *
   * @return until the next step
   */
  Duration step() throws InterruptedException {
    try {
      Duration next = held == null ? watch() : renew(held);
      kubernetes.up();
      return next;
    } catch (LeaseUnavailableException e) {
      if (Thread.currentThread().isInterrupted() || e.interrupted()) {
        throw new InterruptedException("the election is closed");
      }
      kubernetes.down(e.getMessage() + (held == null ? "" : "; what is armed keeps firing"));
      return shorter(timings.renewEvery(), Duration.ofSeconds(1));
    }
  }

  /** The ledger refused this token. */
  void fenced(FencingToken token) {
    if (held != null && held.token().equals(token)) {
      log.warn("the ledger refuses fencing token {}: standing anew", token.value());
      stepDown();
      // Another install may share the ledger under our name; do not quarrel with it at full speed.
      cooldown.begin(timings.duration());
    }
  }

  /** Gives leadership up and leaves the Lease free for others. */
  void resign() {
    Held mine = held;
    if (mine == null) {
      return;
    }
    stepDown();
    try {
      if (!release(mine.lease())) {
        // Edited, or our last renewal went unanswered: written all the same if it is still ours.
        store
            .read()
            .map(BeatLease::new)
            .filter(lease -> lease.heldBy(identity))
            .ifPresent(this::release);
      }
    } catch (LeaseUnavailableException e) {
      log.warn("the Lease is not released, others must wait for its end: {}", e.getMessage());
    }
  }

  private boolean release(BeatLease lease) {
    boolean released = store.write(lease.released(clock.instant()).lease()).isPresent();
    if (released) {
      log.info("the Lease is released");
    }
    return released;
  }

  /** Whether an event with this holder is news to us. */
  boolean concerns(Lease event) {
    return !new BeatLease(event).heldBy(identity);
  }

  private Duration watch() throws InterruptedException {
    BeatLease seen = store.read().map(BeatLease::new).orElse(absent);
    expiry.saw(seen);
    Duration wait = mayTakeIn(seen);
    if (!wait.isZero()) {
      standby(seen);
      return shorter(timings.renewEvery(), wait);
    }
    OptionalLong highest = ledger.highestToken();
    if (highest.isEmpty()) {
      stands("not standing for election: the ledger does not answer");
      return shorter(timings.renewEvery(), Duration.ofSeconds(1));
    }
    long token = 1 + Math.max(seen.token(), highest.getAsLong());
    return store
        .write(seen.acquired(identity, token, timings.duration(), clock.instant()).lease())
        .map(BeatLease::new)
        .map(lease -> lead(lease, new FencingToken(token, identity)))
        .orElse(AT_ONCE);
  }

  /** How long until we may take it; zero: now. */
  private Duration mayTakeIn(BeatLease seen) {
    Duration cooling = cooldown.remaining();
    if (cooling.compareTo(Duration.ZERO) > 0) {
      return cooling;
    }
    if (seen.holder().isEmpty() || seen.heldBy(identity) || seen.yields()) {
      return Duration.ZERO;
    }
    Duration left = expiry.remaining(seen.duration().orElse(timings.duration()));
    return left.isNegative() ? Duration.ZERO : left;
  }

  private Duration lead(BeatLease lease, FencingToken token) {
    held = new Held(lease, token);
    stands("leading with fencing token " + token.value());
    listener.elected(token);
    return timings.renewEvery();
  }

  private Duration renew(Held mine) {
    ledger.ask();
    boolean yields = ledger.silence().compareTo(timings.duration()) > 0;
    Optional<BeatLease> renewed =
        store.write(mine.lease().renewed(clock.instant(), yields).lease()).map(BeatLease::new);
    if (renewed.isPresent()) {
      held = new Held(renewed.get(), mine.token());
      return timings.renewEvery();
    }
    return changedByAnother(mine);
  }

  /** The Lease is not as we left it: edited, deleted, taken, or our last write went unanswered. */
  private Duration changedByAnother(Held mine) {
    Optional<BeatLease> now = store.read().map(BeatLease::new);
    if (now.isEmpty()) {
      held = new Held(mine.lease().withoutVersion(), mine.token());
    } else if (now.get().heldBy(identity)) {
      held = new Held(now.get().atLeast(mine.token().value()), mine.token());
    } else {
      expiry.saw(now.get());
      stepDown();
      standby(now.get());
    }
    return AT_ONCE;
  }

  private void stepDown() {
    held = null;
    listener.revoked();
    stands("leading no more");
  }

  private void standby(BeatLease seen) {
    stands("standing by, " + seen.holder().orElse("nobody") + " leads");
  }

  private void stands(String how) {
    if (!how.equals(standing)) {
      standing = how;
      log.info("{}", how);
    }
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }
}
