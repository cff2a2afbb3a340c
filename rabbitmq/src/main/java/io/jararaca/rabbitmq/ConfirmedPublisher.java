package io.jararaca.rabbitmq;

import com.rabbitmq.client.Connection;
import io.jararaca.core.broker.BrokerUnavailableException;
import io.jararaca.core.broker.PublishRefusedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Publishes on a connection of its own: mandatory and confirmed. A letter that the broker returns
 * has its queue made, and is sent once more.
 */
final class ConfirmedPublisher implements BrokerLink.User, AutoCloseable {

  private final Letter.Declaration atConnect;
  private final BrokerLink link;
  private final BlockingWork making;

  /** Given to the loop; a burst of letters is one task there. */
  private final Queue<Outstanding> outbox = new ConcurrentLinkedQueue<>();

  private final AtomicBoolean emptying = new AtomicBoolean();

  /** Letters whose queue is being made, by the queue's name. The loop's. */
  private final Map<String, List<Outstanding>> unmade = new HashMap<>();

  private @Nullable ConfirmChannel channel;

  /**
   * @param atConnect declares what every letter needs
   */
  ConfirmedPublisher(BrokerAccess access, String name, Letter.Declaration atConnect) {
    this.atConnect = atConnect;
    this.link = new BrokerLink(access, name, this);
    this.making = new BlockingWork(link, name);
    link.open();
  }

  boolean available() {
    return link.connected() && !link.blocked();
  }

  CompletableFuture<Void> publish(Letter letter) {
    CompletableFuture<Void> confirmed = new CompletableFuture<>();
    if (!available()) {
      confirmed.completeExceptionally(ConfirmChannel.unavailable(state(), null));
      return confirmed;
    }
    outbox.add(new Outstanding(letter, confirmed));
    if (emptying.compareAndSet(false, true)) {
      link.execute(this::emptyOutbox);
    }
    if (link.closed()) {
      failOutbox();
    }
    return confirmed;
  }

  @Override
  public void connected(Connection connection) throws IOException, TimeoutException {
    atConnect.on(connection);
    channel =
        ConfirmChannel.open(
            connection,
            returned -> unroutable(returned, connection),
            reason -> link.restart(connection, reason));
  }

  @Override
  public void lost(String reason) {
    if (channel != null) {
      channel.failAll(reason);
    }
    channel = null;
    unmade.values().forEach(each -> each.forEach(ConfirmedPublisher::failLost));
    unmade.clear();
    failOutbox();
  }

  @Override
  public void close() {
    link.close();
    making.close();
    failOutbox();
  }

  private void emptyOutbox() {
    emptying.set(false);
    for (Outstanding next = outbox.poll(); next != null; next = outbox.poll()) {
      send(next);
    }
  }

  private void send(Outstanding outstanding) {
    if (channel == null) {
      failLost(outstanding);
    } else {
      channel.send(outstanding);
    }
  }

  private void failOutbox() {
    for (Outstanding next = outbox.poll(); next != null; next = outbox.poll()) {
      failLost(next);
    }
  }

  private String state() {
    if (link.closed()) {
      return "closed";
    }
    return link.blocked() ? "it takes no messages now" : "not connected";
  }

  private static void failLost(Outstanding outstanding) {
    outstanding.fail(ConfirmChannel.unavailable("the connection was lost", null));
  }

  /** Called by the connection's thread. */
  private void unroutable(Outstanding outstanding, Connection connection) {
    Letter letter = outstanding.letter();
    Letter.Queue queue = letter.queue();
    if (queue == null || outstanding.again()) {
      outstanding.fail(
          new PublishRefusedException(
              letter.what() + ": no queue takes it (" + outstanding.returned() + ")"));
      return;
    }
    link.execute(() -> make(queue, outstanding, connection));
  }

  private void make(Letter.Queue queue, Outstanding outstanding, Connection connection) {
    if (link.connection() != connection) {
      failLost(outstanding);
      return;
    }
    List<Outstanding> waiting = unmade.get(queue.name());
    if (waiting != null) {
      waiting.add(outstanding);
      return;
    }
    unmade.put(queue.name(), new ArrayList<>(List.of(outstanding)));
    making.run(
        () -> {
          queue.declaration().on(connection);
          return queue;
        },
        (made, trouble) -> made(queue, trouble));
  }

  private void made(Letter.Queue queue, @Nullable Exception trouble) {
    List<Outstanding> waiting = unmade.remove(queue.name());
    if (waiting == null) {
      return; // the connection was lost meanwhile
    }
    for (Outstanding each : waiting) {
      if (trouble == null) {
        send(each.onceMore());
      } else {
        each.fail(unmadeReason(queue, trouble));
      }
    }
  }

  private static RuntimeException unmadeReason(Letter.Queue queue, Exception trouble) {
    String reason = Trouble.describe(trouble);
    return Trouble.isRefusal(trouble)
        ? new PublishRefusedException(
            "queue " + queue.name() + " cannot be declared: " + reason, trouble)
        : new BrokerUnavailableException("RabbitMQ is not available: " + reason, trouble);
  }
}
