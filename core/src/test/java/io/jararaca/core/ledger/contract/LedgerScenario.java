package io.jararaca.core.ledger.contract;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.jararaca.core.ledger.Claim;
import io.jararaca.core.ledger.ClaimResult;
import io.jararaca.core.ledger.CompleteResult;
import io.jararaca.core.ledger.FencingToken;
import io.jararaca.core.ledger.LeaseRef;
import io.jararaca.core.ledger.Ledger;
import io.jararaca.core.ledger.LedgerTimings;
import io.jararaca.core.ledger.Outcome;
import io.jararaca.core.ledger.OwnerPolicy;
import io.jararaca.core.ledger.OwnerSnapshot;
import io.jararaca.core.ledger.Publication;
import io.jararaca.core.ledger.RegisterResult;
import io.jararaca.core.ledger.Registration;
import io.jararaca.core.ledger.RunRev;
import io.jararaca.core.ledger.RunSnapshot;
import io.jararaca.core.ledger.StartRequest;
import io.jararaca.core.ledger.StartResult;
import io.jararaca.core.ledger.SweepRequest;
import io.jararaca.core.ledger.Swept;
import io.jararaca.core.run.HandlerRef;
import io.jararaca.core.run.Owner;
import io.jararaca.core.run.OwnerKey;
import io.jararaca.core.run.Partition;
import io.jararaca.core.run.PassedRange;
import io.jararaca.core.run.RunId;
import io.jararaca.core.run.RunSpec;
import io.jararaca.core.run.RunSpecBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;

/** One owner in one raised partition, and the words to tell a ledger's story with. */
abstract class LedgerScenario {

  /** A lease that nobody waits for. */
  static final Duration LONG_LEASE = Duration.ofMinutes(5);

  /** A lease, a patience or a wait that a test waits out. */
  static final Duration SHORT = Duration.ofMillis(300);

  static final LedgerTimings PATIENT =
      new LedgerTimings(Duration.ofMinutes(5), Duration.ofMinutes(5), Duration.ofDays(1));

  static final String HOURLY = "v1 0 * * * *";
  static final OwnerPolicy ONE_AT_A_TIME = new OwnerPolicy(1, false, 10, null, null);
  static final byte[] BODY = "{\"n\":1}".getBytes(StandardCharsets.UTF_8);

  private static final AtomicInteger OWNERS = new AtomicInteger();
  private final LedgerUnderTest subject;
  private final AtomicInteger nonces = new AtomicInteger();
  final Owner owner = newOwner();
  final Partition partition = owner.key().partition();
  final FencingToken token = new FencingToken(7, "beat-a");

  LedgerScenario(LedgerUnderTest subject) {
    this.subject = subject;
  }

  @BeforeEach
  void raise_the_partition() {
    raise(PATIENT);
  }

  Ledger ledger() {
    return subject.ledger();
  }

  void advance(Duration duration) {
    subject.advance(duration);
  }

  void advancePast(Duration duration) {
    subject.advance(duration.plusMillis(1));
  }

  static <T> T get(CompletableFuture<T> future) {
    return future.orTimeout(10, TimeUnit.SECONDS).join();
  }

  static Owner newOwner() {
    String name = "action-" + OWNERS.incrementAndGet();
    return new Owner(OwnerKey.scheduledAction("shop", name), UUID.randomUUID().toString());
  }

  static OwnerPolicy policy(int slotLimit) {
    return new OwnerPolicy(slotLimit, false, 10, null, null);
  }

  static OwnerPolicy waiting(int slotLimit) {
    return new OwnerPolicy(slotLimit, true, 10, null, null);
  }

  Instant now() {
    return get(ledger().time());
  }

  void raise(LedgerTimings timings) {
    get(ledger().raise(partition, token, timings));
  }

  RegisterResult register(Registration registration) {
    return get(ledger().register(partition, token, List.of(registration))).get(0);
  }

  Registration registration(OwnerPolicy policy) {
    return new Registration(owner, 1, HOURLY, policy, null, null);
  }

  RegisterResult.Registered registered(OwnerPolicy policy) {
    return registered(registration(policy));
  }

  RegisterResult.Registered registered(Registration registration) {
    RegisterResult result = register(registration);
    assertThat(result).isInstanceOf(RegisterResult.Registered.class);
    return (RegisterResult.Registered) result;
  }

  ClaimResult claim(Claim claim) {
    return claim(List.of(claim)).get(0);
  }

  List<ClaimResult> claim(List<Claim> claims) {
    return get(ledger().claim(partition, token, claims));
  }

  /** The owner's next tick, one second after its cursor. */
  Claim.Tick nextTick() {
    return tickWith(run -> run);
  }

  Claim.Tick tickWith(UnaryOperator<RunSpecBuilder> details) {
    OwnerSnapshot known = ownerSnapshot();
    Instant plannedAt = known.cursor().plusSeconds(1);
    RunSpec run = details.apply(RunSpecBuilder.tick(owner, plannedAt)).build();
    return tick(known.effectiveFrom(), known.cursor(), List.of(), run);
  }

  Claim.Tick tick(Instant effectiveFrom, Instant cursor, List<PassedRange> passed, RunSpec run) {
    return new Claim.Tick(
        owner, effectiveFrom, cursor, passed, run.plannedAt(), run, BODY, List.of());
  }

  /** A claim that only passes ticks over, up to the last one's end. */
  Claim.Tick pass(PassedRange... ranges) {
    OwnerSnapshot known = ownerSnapshot();
    Instant upTo = ranges[ranges.length - 1].to();
    return new Claim.Tick(
        owner,
        known.effectiveFrom(),
        known.cursor(),
        List.of(ranges),
        upTo,
        null,
        new byte[0],
        List.of());
  }

  Claim.Trigger trigger(String value) {
    RunSpec run = RunSpecBuilder.trigger(owner, value, now()).build();
    return new Claim.Trigger(owner, value, run, BODY, List.of());
  }

  /** Registers the owner, if need be, and claims its next tick's run. */
  Publication claimed(UnaryOperator<RunSpecBuilder> details) {
    if (get(ledger().owner(owner.key())).isEmpty()) {
      registered(ONE_AT_A_TIME);
    }
    Claim.Tick tick = tickWith(details);
    ClaimResult result = claim(tick);
    assertThat(result).isInstanceOf(ClaimResult.Claimed.class);
    RunSpec spec = requireNonNull(tick.run());
    return new Publication(spec, 0, ((ClaimResult.Claimed) result).incarnation(), BODY);
  }

  Publication claimed() {
    return claimed(run -> run);
  }

  void commit(RunRev... runs) {
    get(ledger().commit(partition, List.of(runs)));
  }

  Swept sweep() {
    return sweep(Map.of());
  }

  Swept sweep(Map<HandlerRef, Duration> closedQueues) {
    return get(ledger().sweep(partition, token, new SweepRequest(200, closedQueues)));
  }

  /** What sweeps hand out until they find nothing more to look at. */
  List<Publication> sweepAll() {
    List<Publication> found = new ArrayList<>();
    Swept swept;
    do {
      swept = sweep();
      found.addAll(swept.toPublish());
    } while (swept.nextLook() != null && !swept.nextLook().isAfter(swept.now()));
    return found;
  }

  StartRequest delivered(Publication publication, String instance, Duration lease) {
    return StartRequest.of(publication, "nonce-" + nonces.incrementAndGet(), instance, lease);
  }

  StartResult start(StartRequest request) {
    return get(ledger().start(request));
  }

  LeaseRef started(StartRequest request) {
    StartResult result = start(request);
    assertThat(result).isInstanceOf(StartResult.Started.class);
    return ((StartResult.Started) result).lease();
  }

  LeaseRef started(Publication publication) {
    return started(delivered(publication, "worker-1", LONG_LEASE));
  }

  void assertDropped(StartRequest request) {
    assertThat(start(request)).isInstanceOf(StartResult.Drop.class);
  }

  CompleteResult complete(LeaseRef lease, Outcome outcome) {
    return get(ledger().complete(lease, outcome));
  }

  /** Runs a claimed run to its end. */
  CompleteResult finished(Publication publication, Outcome outcome) {
    return complete(started(publication), outcome);
  }

  boolean heartbeat(LeaseRef lease, Duration duration) {
    return get(ledger().heartbeat(lease.run().partition(), List.of(lease), duration)).get(0);
  }

  boolean release(LeaseRef lease) {
    return get(ledger().release(lease));
  }

  OwnerSnapshot ownerSnapshot() {
    return get(ledger().owner(owner.key())).orElseThrow();
  }

  RunSnapshot run(RunId id) {
    return get(ledger().run(id)).orElseThrow();
  }

  RunSnapshot run(Publication publication) {
    return run(publication.spec().id());
  }

  static @Nullable Publication find(List<Publication> publications, RunId id) {
    return publications.stream().filter(p -> p.spec().id().equals(id)).findFirst().orElse(null);
  }
}
