package io.jararaca.rabbitmq;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.Return;
import com.rabbitmq.client.ShutdownSignalException;
import io.jararaca.core.broker.BrokerUnavailableException;
import io.jararaca.core.broker.PublishRefusedException;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A channel in confirm mode, and what it awaits. Letters are sent by one thread; what the broker
 * answers comes on the connection's.
 */
final class ConfirmChannel {

  /** All are called by the connection's thread. */
  interface Owner {

    /** It came back from the broker for the want of a queue. */
    void returned(Outstanding letter);

    /** Its queue refused it. */
    void nacked(Outstanding letter);

    /** The channel closed, and all that it awaited has failed. */
    void lost(String reason);
  }

  private final Channel channel;
  private final Owner owner;
  private final ConcurrentNavigableMap<Long, Outstanding> awaited = new ConcurrentSkipListMap<>();

  private ConfirmChannel(Channel channel, Owner owner) {
    this.channel = channel;
    this.owner = owner;
  }

  static ConfirmChannel open(Connection connection, Owner owner) throws IOException {
    Channel channel = connection.createChannel();
    if (channel == null) {
      throw new IOException("the broker allows no more channels on this connection");
    }
    ConfirmChannel opened = new ConfirmChannel(channel, owner);
    channel.confirmSelect();
    channel.addReturnListener(opened::returned);
    channel.addConfirmListener(opened::acked, opened::nacked);
    channel.addShutdownListener(
        cause -> {
          opened.failAll(Trouble.describe(cause));
          owner.lost(Trouble.describe(cause));
        });
    return opened;
  }

  void send(Outstanding outstanding) {
    Letter letter = outstanding.letter();
    long number = channel.getNextPublishSeqNo();
    awaited.put(number, outstanding);
    try {
      channel.basicPublish(
          letter.exchange(), letter.routingKey(), true, letter.properties(), letter.body());
    } catch (IOException | ShutdownSignalException e) {
      awaited.remove(number);
      outstanding.fail(unavailable(Trouble.describe(e), e));
    } catch (RuntimeException e) {
      // It never left, but its number is spent: later confirms would be taken for others'.
      awaited.remove(number);
      outstanding.fail(new PublishRefusedException(letter.what() + ": cannot be sent", e));
      failAll("a message could not be sent");
      owner.lost("a message could not be sent: " + e.getMessage());
    }
  }

  /** Fails what the channel awaits; nothing more will be confirmed. */
  void failAll(String reason) {
    for (Map.Entry<Long, Outstanding> first = awaited.pollFirstEntry();
        first != null;
        first = awaited.pollFirstEntry()) {
      first.getValue().fail(unavailable(reason, null));
    }
  }

  static BrokerUnavailableException unavailable(String reason, @Nullable Throwable cause) {
    return new BrokerUnavailableException("RabbitMQ is not available: " + reason, cause);
  }

  static BrokerUnavailableException lostConnection() {
    return unavailable("the connection was lost", null);
  }

  private void returned(Return message) {
    for (Outstanding each : awaited.values()) {
      Letter letter = each.letter();
      if (each.returned() == null
          && letter.routingKey().equals(message.getRoutingKey())
          && Objects.equals(
              letter.properties().getMessageId(), message.getProperties().getMessageId())) {
        each.markReturned(message.getReplyText());
        return;
      }
    }
  }

  private void acked(long number, boolean multiple) {
    settle(number, multiple, this::delivered);
  }

  private void nacked(long number, boolean multiple) {
    settle(number, multiple, owner::nacked);
  }

  private void delivered(Outstanding each) {
    if (each.returned() == null) {
      each.confirm();
    } else {
      owner.returned(each);
    }
  }

  private void settle(long number, boolean multiple, Consumer<Outstanding> effect) {
    if (!multiple) {
      Outstanding one = awaited.remove(number);
      if (one != null) {
        effect.accept(one);
      }
      return;
    }
    Map<Long, Outstanding> upTo = awaited.headMap(number, true);
    for (Long each : upTo.keySet()) {
      Outstanding next = awaited.remove(each);
      if (next != null) {
        effect.accept(next);
      }
    }
  }
}
