package io.jararaca.core.simulation;

import io.jararaca.core.beat.AwaitedEnds;
import io.jararaca.core.beat.Beat;
import io.jararaca.core.beat.BeatListener;
import io.jararaca.core.beat.BeatPorts;
import io.jararaca.core.beat.BeatSettings;
import io.jararaca.core.beat.Catalog;
import io.jararaca.core.beat.Takeover;
import io.jararaca.core.leadership.Leadership;
import io.jararaca.core.ledger.FencingToken;
import io.jararaca.core.ledger.LedgerTimings;
import io.jararaca.core.run.Owner;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An operator's replica: its beat, its catalog, and the watch that fills it. */
final class SimulatedBeat extends Actor implements Leadership {

  static final LedgerTimings TIMINGS =
      new LedgerTimings(Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofHours(1));
  private static final BeatSettings SETTINGS =
      BeatSettings.DEFAULT
          .withInterval(Duration.ofSeconds(2))
          .withTimings(TIMINGS)
          .withLease(SimulatedWorker.LEASE);
  private static final long SHORTEST_PAUSE = 500_000;

  private final Simulation world;
  private final Catalog catalog = new Catalog();
  private final Queue<Runnable> watch = new ArrayDeque<>();
  private final LedgerLink link;
  private final PublisherLink publisher;
  private final PodClock clock;
  private final Beat beat;
  private long nextWake = Long.MAX_VALUE;
  private long lastSeen;
  private long token;

  SimulatedBeat(Simulation world, String name) {
    super(name);
    this.world = world;
    clock = new PodClock(world.timeline(), world.chance().nanos(-1L << 50, 1L << 50), 1);
    link = new LedgerLink(world, this);
    publisher = new PublisherLink(world, this);
    world.resources().list(catalog);
    beat =
        new Beat(
            new BeatPorts(
                this,
                link,
                link,
                link,
                link,
                world.breakage().publisher(publisher),
                link,
                new Listing(),
                publisher::look,
                AwaitedEnds.NONE,
                world.board()),
            catalog,
            SETTINGS,
            clock::nanos,
            BeatListener.SILENT);
  }

  LedgerLink link() {
    return link;
  }

  PublisherLink publisher() {
    return publisher;
  }

  PodClock clock() {
    return clock;
  }

  /** The watch brings a change, after a while and in order. */
  void hears(Duration lag, java.util.function.Consumer<Catalog> change) {
    watch.add(() -> change.accept(catalog));
    lastSeen = Math.max(lastSeen, world.timeline().now() + lag.toNanos());
    world.timeline().at(lastSeen, this, this::look);
  }

  private void look() {
    Runnable change = watch.poll();
    if (change != null) {
      change.run();
    }
  }

  /** A consistent list: all that was declared before it is asked for. */
  private final class Listing implements Takeover {

    @Override
    public CompletableFuture<Void> catchUp() {
      return answered(
          () -> {
            while (!watch.isEmpty()) {
              look();
            }
            return null;
          });
    }

    @Override
    public CompletableFuture<Set<Owner>> missing(Set<Owner> owners) {
      return answered(
          () ->
              owners.stream()
                  .filter(owner -> !world.resources().declares(owner))
                  .collect(Collectors.toSet()));
    }

    private <T> CompletableFuture<T> answered(Supplier<@Nullable T> answer) {
      CompletableFuture<T> done = new CompletableFuture<>();
      world
          .timeline()
          .after(
              world.chance().millis(5, 500), SimulatedBeat.this, () -> done.complete(answer.get()));
      return done;
    }
  }

  /** The last one that it was elected with. */
  long token() {
    return token;
  }

  void elected(FencingToken elected) {
    token = elected.value();
    world.timeline().at(world.timeline().now(), this, () -> beat.elected(elected));
  }

  void revoked() {
    world.timeline().at(world.timeline().now(), this, beat::revoked);
  }

  /** Ends in order: what is in flight is confirmed, then leadership is given up. */
  void terminate() {
    beat.close();
    world.timeline().after(Duration.ofMillis(1500), this, () -> world.mishaps().kill(this));
  }

  @Override
  public void stand(Listener listener) {}

  @Override
  public void fenced(FencingToken token) {
    world.trace(this, () -> "is fenced, token " + token.value());
    world.election().fenced(this, token);
  }

  @Override
  public void close() {}

  @Override
  void settle() {
    long pause;
    int turns = 0;
    do {
      pause = beat.turn();
      if (++turns > 1000) {
        world.judge().accuse(name() + " does not come to rest");
        return;
      }
    } while (alive() && beat.hasEvents());
    long wakeAt =
        world.timeline().now() + (long) (Math.max(pause, SHORTEST_PAUSE) / clock.pace()) + 1;
    if (wakeAt < nextWake || nextWake <= world.timeline().now()) {
      nextWake = wakeAt;
      world.timeline().at(wakeAt, this, () -> {});
    }
  }
}
