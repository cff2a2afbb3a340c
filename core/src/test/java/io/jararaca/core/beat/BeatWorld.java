package io.jararaca.core.beat;

import io.jararaca.core.action.Actions;
import io.jararaca.core.broker.Delivery;
import io.jararaca.core.broker.memory.InMemoryBroker;
import io.jararaca.core.leadership.Leadership;
import io.jararaca.core.ledger.FencingToken;
import io.jararaca.core.ledger.LeaderLedger;
import io.jararaca.core.ledger.LeaseRef;
import io.jararaca.core.ledger.LedgerFaultException;
import io.jararaca.core.ledger.LedgerReader;
import io.jararaca.core.ledger.LedgerUnavailableException;
import io.jararaca.core.ledger.MessageLedger;
import io.jararaca.core.ledger.Outcome;
import io.jararaca.core.ledger.OwnerSnapshot;
import io.jararaca.core.ledger.StartRequest;
import io.jararaca.core.ledger.StartResult;
import io.jararaca.core.ledger.WakeUp;
import io.jararaca.core.ledger.memory.InMemoryLedger;
import io.jararaca.core.ledger.memory.InMemoryPresence;
import io.jararaca.core.presence.WorkerInstance;
import io.jararaca.core.run.HandlerRef;
import io.jararaca.core.run.Owner;
import io.jararaca.core.run.Partition;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A beat with everything around it in memory, in one thread, under a clock that only moves when
 * told.
 */
final class BeatWorld {

  static final Instant START = Instant.parse("2026-03-01T12:00:00.500Z");
  static final Duration LEASE = Duration.ofSeconds(30);

  private long nanos;
  boolean ledgerDown;
  boolean hintsLost;

  /** Of the beats that lead from now on. */
  BeatSettings settings = BeatSettings.DEFAULT;

  /** What the API server does not have any more, though nobody saw it go. */
  final Set<Owner> gone = new HashSet<>();

  /** Owners that the beat wanted to know the existence of. */
  final Set<Owner> asked = new HashSet<>();

  boolean apiServerDown;

  /** The ledger has an error of its own for calls that name one of these. */
  final Set<String> spoilt = new HashSet<>();

  /** Partitions that the beat calls faulty now, with what it said of them. */
  final Map<Partition, List<String>> faults = new HashMap<>();

  final InMemoryLedger ledger = new InMemoryLedger(this::now);
  final InMemoryPresence presence = new InMemoryPresence(this::now);
  final InMemoryBroker broker = new InMemoryBroker(Runnable::run);
  final Catalog catalog = new Catalog();

  /** What people were shown, beyond the life of any beat. */
  final Map<Owner, LastShown.Shown> shown = new HashMap<>();

  final List<Delivery> deliveries = new ArrayList<>();

  /** Messages whose resources do not show their ends yet. */
  final Set<Owner> awaiting = new HashSet<>();

  private final List<Driven> beats = new ArrayList<>();

  /** A beat and the election that it stands in, which the test decides. */
  final class Driven implements Leadership {
    final Beat beat =
        new Beat(
            new BeatPorts(
                this,
                unlessDown(LeaderLedger.class),
                unlessDown(MessageLedger.class),
                unlessDown(LedgerReader.class),
                listener -> ledger.subscribe(hint -> hear(listener, hint)),
                broker.publisher(),
                presence,
                new Takeover() {
                  @Override
                  public CompletableFuture<Void> catchUp() {
                    return CompletableFuture.completedFuture(null);
                  }

                  @Override
                  public CompletableFuture<Set<Owner>> missing(Set<Owner> owners) {
                    asked.addAll(owners);
                    return apiServerDown
                        ? CompletableFuture.failedFuture(new IllegalStateException("503"))
                        : CompletableFuture.completedFuture(
                            owners.stream().filter(gone::contains).collect(Collectors.toSet()));
                  }

                  @Override
                  public CompletableFuture<Boolean> declares(Owner message) {
                    return CompletableFuture.completedFuture(!gone.contains(message));
                  }
                },
                handler -> CompletableFuture.completedFuture(broker.inspect(handler)),
                message -> CompletableFuture.completedFuture(awaiting.contains(message)),
                owner -> Optional.ofNullable(shown.get(owner))),
            catalog,
            settings,
            () -> nanos,
            new BeatListener() {
              @Override
              public void faulty(Partition partition, String what) {
                faults.computeIfAbsent(partition, p -> new ArrayList<>()).add(what);
              }

              @Override
              public void healthy(Partition partition) {
                faults.remove(partition);
              }
            });
    final List<FencingToken> fencedTokens = new ArrayList<>();
    boolean alive = true;

    @Override
    public void stand(Listener listener) {}

    @Override
    public void fenced(FencingToken token) {
      fencedTokens.add(token);
      beat.revoked();
    }

    @Override
    public void close() {}

    /** Dies: no turn is given to it any more. */
    void kill() {
      alive = false;
    }
  }

  BeatWorld() {
    this(Set.of());
  }

  BeatWorld(Set<HandlerRef> consumed) {
    consumed.forEach(this::consume);
  }

  Instant now() {
    return START.plusNanos(nanos);
  }

  /** The ledger, as long as it answers. */
  private <T> T unlessDown(Class<T> port) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (proxy, method, arguments) ->
                ledgerDown || isSpoilt(arguments)
                    ? CompletableFuture.failedFuture(
                        ledgerDown
                            ? new LedgerUnavailableException("down", new TimeoutException())
                            : new LedgerFaultException(
                                method.getName() + ": WRONGTYPE", new IllegalStateException()))
                    : method.invoke(ledger, arguments)));
  }

  private boolean isSpoilt(Object @Nullable [] arguments) {
    String all = Arrays.deepToString(arguments);
    return spoilt.stream().anyMatch(all::contains);
  }

  private void hear(Consumer<WakeUp> listener, WakeUp hint) {
    if (!hintsLost) {
      listener.accept(hint);
    }
  }

  /** A beat that leads with that token. */
  Driven lead(long token) {
    Driven driven = new Driven();
    beats.add(driven);
    driven.beat.elected(new FencingToken(token, "beat-" + token));
    settle();
    return driven;
  }

  void declare(Actions action) {
    catalog.put(action.build());
    settle();
  }

  /** Collects what is delivered to a handler. */
  void consume(HandlerRef handler) {
    broker.consumers().consume(handler, 1000, deliveries::add);
  }

  void present(String instance, HandlerRef handler) {
    presence.announce(
        new WorkerInstance(instance, "1", Set.of(handler), Set.of(handler), 1),
        Duration.ofHours(1));
  }

  /** Lets that much time pass, while nobody gets a turn. */
  void standStill(Duration duration) {
    nanos += duration.toNanos();
  }

  /** Lets that much time pass, giving every living beat its turns. */
  void pass(Duration duration) {
    long end = nanos + duration.toNanos();
    while (nanos < end) {
      long pause = settle();
      nanos += Math.min(end - nanos, Math.max(pause, 100_000));
    }
    settle();
  }

  /** Starts a delivered run and ends it at once. */
  void run(Delivery delivery, Outcome outcome) {
    LeaseRef lease = start(delivery);
    if (lease != null) {
      ledger.complete(lease, outcome).join();
    }
    delivery.acknowledge();
    settle();
  }

  @Nullable LeaseRef start(Delivery delivery) {
    StartResult result =
        ledger
            .start(
                new StartRequest(
                    delivery.publication().spec(),
                    delivery.publication().rev(),
                    delivery.publication().incarnation(),
                    "nonce-" + delivery.hashCode(),
                    "worker-1",
                    LEASE))
            .join();
    return result instanceof StartResult.Started started ? started.lease() : null;
  }

  OwnerSnapshot snapshot(Actions action) {
    return ledger.owner(action.owner().key()).join().orElseThrow();
  }

  /** Time of day of the planned instants of what was delivered, in order. */
  List<String> plannedTimes() {
    return deliveries.stream()
        .map(delivery -> delivery.publication().spec().plannedAt().toString().substring(11, 19))
        .toList();
  }

  /** What an action's passed ranges say, oldest first. */
  List<String> passed(Actions action) {
    return snapshot(action).passed().stream()
        .map(
            range ->
                "%s %tT-%tT ×%d"
                    .formatted(
                        range.reason().label(),
                        range.from().atZone(java.time.ZoneOffset.UTC),
                        range.to().atZone(java.time.ZoneOffset.UTC),
                        range.count()))
        .collect(
            java.util.stream.Collectors.collectingAndThen(
                java.util.stream.Collectors.toList(),
                list -> {
                  java.util.Collections.reverse(list);
                  return list;
                }));
  }

  /** Every beat's turn, until none has an event left. */
  private long settle() {
    long pause = Long.MAX_VALUE;
    for (Driven driven : living().toList()) {
      long own;
      do {
        own = driven.beat.turn();
      } while (driven.beat.hasEvents());
      pause = Math.min(pause, own);
    }
    return living().anyMatch(driven -> driven.beat.hasEvents()) ? 0 : pause;
  }

  private Stream<Driven> living() {
    return beats.stream().filter(driven -> driven.alive);
  }
}
