package io.jararaca.rabbitmq;

import com.rabbitmq.client.Connection;
import java.io.IOException;
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
  private final NewQueues newQueues;

  /** Given to the loop; a burst of letters is one task there. */
  private final Queue<Outstanding> outbox = new ConcurrentLinkedQueue<>();

  private final AtomicBoolean emptying = new AtomicBoolean();

  private @Nullable ConfirmChannel channel;

  /**
   * @param atConnect declares what every letter needs
   */
  ConfirmedPublisher(BrokerAccess access, String name, Letter.Declaration atConnect) {
    this.atConnect = atConnect;
    this.link = new BrokerLink(access, name, this);
    this.newQueues = new NewQueues(link, name, this::send);
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
            new ConfirmChannel.Owner() {
              @Override
              public void returned(Outstanding letter) {
                newQueues.returned(letter, connection);
              }

              @Override
              public void nacked(Outstanding letter) {
                newQueues.nacked(letter);
              }

              @Override
              public void lost(String reason) {
                link.restart(connection, reason);
              }
            });
  }

  @Override
  public void lost(String reason) {
    if (channel != null) {
      channel.failAll(reason);
    }
    channel = null;
    newQueues.lost();
    failOutbox();
  }

  @Override
  public void close() {
    link.close();
    newQueues.close();
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
      outstanding.fail(ConfirmChannel.lostConnection());
    } else {
      channel.send(outstanding);
    }
  }

  private void failOutbox() {
    for (Outstanding next = outbox.poll(); next != null; next = outbox.poll()) {
      next.fail(ConfirmChannel.lostConnection());
    }
  }

  private String state() {
    if (link.closed()) {
      return "closed";
    }
    return link.blocked() ? "it takes no messages now" : "not connected";
  }
}
