package io.jararaca.rabbitmq;

import com.rabbitmq.client.Connection;
import io.jararaca.core.broker.Delivery;
import io.jararaca.core.broker.RunConsumers;
import io.jararaca.core.run.HandlerRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Consumes runs from RabbitMQ, on a connection of its own, one channel a subscription. What is no
 * run of this install is dead-lettered. Listeners are called on one thread for all subscriptions.
 */
public final class RabbitConsumers implements RunConsumers {

  /** AMQP 0-9-1 carries a prefetch in 16 bits. */
  private static final int MAX_PREFETCH = 65_535;

  private final BrokerLink link;
  private final BlockingWork work;
  private final RunCodec codec;
  private final QueueMaker queues;
  private final DeadLetters deadLetters;

  /** The loop's. */
  private final List<RabbitSubscription> subscriptions = new ArrayList<>();

  /**
   * Begins to connect, and returns at once.
   *
   * @param install the install's name: 1 to 40 lower-case letters, digits and {@code -}
   * @throws IllegalArgumentException naming the setting that is wrong
   */
  public RabbitConsumers(BrokerAccess access, String install) {
    String name = "jararaca consumers " + install;
    this.queues = new QueueMaker(new Topology(install, access.exchange()));
    this.codec = new RunCodec(install);
    this.deadLetters = new DeadLetters(access, queues);
    this.link = new BrokerLink(access, name, new Connected());
    this.work = new BlockingWork(link, name);
    link.open();
  }

  @Override
  public Subscription consume(HandlerRef handler, int prefetch, Consumer<Delivery> listener) {
    return subscribe(new Source.HandlerQueue(queues, handler), prefetch, listener);
  }

  @Override
  public Subscription consumeBroadcasts(
      String instance, Set<HandlerRef> handlers, int prefetch, Consumer<Delivery> listener) {
    if (handlers.isEmpty()) {
      throw new IllegalArgumentException("handlers: at least one is needed");
    }
    return subscribe(
        new Source.Broadcasts(queues, instance, Set.copyOf(handlers)), prefetch, listener);
  }

  @Override
  public boolean available() {
    return link.connected();
  }

  @Override
  public void close() {
    link.close();
    work.close();
    deadLetters.close();
  }

  private Subscription subscribe(Source source, int prefetch, Consumer<Delivery> listener) {
    if (prefetch < 1 || prefetch > MAX_PREFETCH) {
      throw new IllegalArgumentException("prefetch " + prefetch + ": must be 1 to " + MAX_PREFETCH);
    }
    if (link.closed()) {
      throw new IllegalStateException("these consumers are closed");
    }
    RabbitSubscription added =
        new RabbitSubscription(link, work, codec, deadLetters, source, prefetch, listener);
    link.execute(
        () -> {
          subscriptions.removeIf(RabbitSubscription::done);
          subscriptions.add(added);
          Connection connection = link.connection();
          if (connection != null) {
            added.connected(connection);
          }
        });
    return added;
  }

  /** Tells the subscriptions how the connection stands. */
  private final class Connected implements BrokerLink.User {

    @Override
    public void connected(Connection connection) {
      subscriptions.forEach(each -> each.connected(connection));
    }

    @Override
    public void lost(String reason) {
      subscriptions.forEach(RabbitSubscription::lost);
    }
  }
}
