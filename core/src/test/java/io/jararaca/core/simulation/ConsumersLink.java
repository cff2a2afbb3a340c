package io.jararaca.core.simulation;

import static java.util.Objects.requireNonNull;

import io.jararaca.core.broker.Delivery;
import io.jararaca.core.broker.RunConsumers;
import io.jararaca.core.ledger.Publication;
import io.jararaca.core.run.HandlerRef;
import io.jararaca.core.run.RunId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The broker as a worker reaches it. A lost connection is made again, with all subscriptions. */
final class ConsumersLink implements RunConsumers {

  private static final long MILLI = 1_000_000;

  private final Simulation world;
  private final Actor owner;
  private final List<Kept> subscriptions = new ArrayList<>();
  private @Nullable RunConsumers connection;
  private boolean closed;
  private long cutUntil;

  ConsumersLink(Simulation world, Actor owner) {
    this.world = world;
    this.owner = owner;
    this.connection = world.broker().consumers();
  }

  /** A subscription that outlives its connections. */
  private final class Kept implements Subscription {
    private final Function<RunConsumers, Subscription> open;
    private Subscription current;
    private boolean paused;

    Kept(Function<RunConsumers, Subscription> open, RunConsumers first) {
      this.open = open;
      this.current = open.apply(first);
    }

    void reopen(RunConsumers connection) {
      current = open.apply(connection);
      if (paused) {
        current.pause();
      }
    }

    @Override
    public void pause() {
      paused = true;
      current.pause();
    }

    @Override
    public void resume() {
      paused = false;
      current.resume();
    }

    @Override
    public void close() {
      subscriptions.remove(this);
      current.close();
    }
  }

  @Override
  public Subscription consume(HandlerRef handler, int prefetch, Consumer<Delivery> listener) {
    return keep(connection -> connection.consume(handler, prefetch, d -> deliver(d, listener)));
  }

  @Override
  public Subscription consumeBroadcasts(
      String instance, Set<HandlerRef> handlers, int prefetch, Consumer<Delivery> listener) {
    return keep(
        connection ->
            connection.consumeBroadcasts(instance, handlers, prefetch, d -> deliver(d, listener)));
  }

  private Subscription keep(Function<RunConsumers, Subscription> open) {
    boolean lost = connection == null;
    RunConsumers now = lost ? world.broker().consumers() : requireNonNull(connection);
    Kept kept = new Kept(open, now);
    subscriptions.add(kept);
    if (lost) {
      // It died, or was cut off, in the middle of subscribing.
      now.close();
    }
    return kept;
  }

  @Override
  public boolean available() {
    return connection != null;
  }

  @Override
  public void close() {
    closed = true;
    disconnect();
  }

  /** Loses the connection; it comes back at that instant. */
  void cutUntil(long nanos) {
    disconnect();
    cutUntil = Math.max(cutUntil, nanos);
    world.timeline().at(cutUntil, null, this::connect);
  }

  void heal() {
    cutUntil = 0;
    connect();
  }

  private void disconnect() {
    if (connection != null) {
      connection.close();
      connection = null;
    }
  }

  private void connect() {
    if (closed || connection != null || world.timeline().now() < cutUntil) {
      return;
    }
    RunConsumers opened = world.broker().consumers();
    connection = opened;
    List.copyOf(subscriptions).forEach(kept -> kept.reopen(opened));
  }

  private void deliver(Delivery delivery, Consumer<Delivery> listener) {
    Publication publication = delivery.publication();
    Fault fault = world.faults().strike(Step.DELIVER, owner, publication.spec().partition());
    world.trace(
        owner, () -> "DELIVER " + Brief.of(publication) + (fault == null ? "" : " ✗ " + fault));
    if (fault == Fault.LOSE_CALL) {
      world.judge().runs().dropped(publication);
      delivery.acknowledge();
      return;
    }
    if (fault == Fault.DUPLICATE) {
      world.broker().publisher().publish(publication);
    }
    RunId run = publication.spec().id();
    boolean edited = world.resources().editsWhileDelivered(run);
    long wait =
        fault == Fault.DELAY_CALL || edited
            ? world.chance().nanos(500 * MILLI, 12_000 * MILLI)
            : world.chance().latency();
    if (edited) {
      Duration middle = Duration.ofNanos(world.chance().nanos(0, wait / 2));
      world.timeline().after(middle, null, () -> world.resources().editNow(run));
    }
    world
        .timeline()
        .at(world.timeline().now() + wait, owner, () -> listener.accept(new Settled(delivery)));
  }

  /** A delivery whose settlement goes over the wire. */
  private final class Settled implements Delivery {
    private final Delivery delivery;

    Settled(Delivery delivery) {
      this.delivery = delivery;
    }

    @Override
    public Publication publication() {
      return delivery.publication();
    }

    @Override
    public void acknowledge() {
      settle(delivery::acknowledge);
    }

    @Override
    public void requeue() {
      settle(delivery::requeue);
    }

    @Override
    public void deadLetter(String reason) {
      world.judge().accuse("dead-lettered: " + reason);
    }

    private void settle(Runnable settlement) {
      if (!owner.alive()) {
        return;
      }
      Fault fault =
          world.faults().strike(Step.ACKNOWLEDGE, owner, publication().spec().partition());
      long now = world.timeline().now();
      if (fault == Fault.LOSE_CALL) {
        cutUntil(now + world.chance().nanos(MILLI, 2_000 * MILLI));
      } else if (fault != Fault.STOP_BEFORE) {
        long wait =
            fault == Fault.DELAY_CALL
                ? world.chance().nanos(500 * MILLI, 12_000 * MILLI)
                : world.chance().latency();
        world.timeline().at(now + wait, null, settlement);
      }
    }
  }
}
