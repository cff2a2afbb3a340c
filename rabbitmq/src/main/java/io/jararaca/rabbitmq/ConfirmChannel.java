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

  private final Channel channel;
  private final Consumer<Outstanding> unroutable;
  private final Consumer<String> lost;
  private final ConcurrentNavigableMap<Long, Outstanding> awaited = new ConcurrentSkipListMap<>();

  private ConfirmChannel(Channel channel, Consumer<Outstanding> unroutable, Consumer<String> lost) {
    this.channel = channel;
    this.unroutable = unroutable;
    this.lost = lost;
  }

  /**
   * @param unroutable is given what came back from the broker for the want of a queue
   * @param lost is told why the channel closed, after all that it awaited has failed
   */
  static ConfirmChannel open(
      Connection connection, Consumer<Outstanding> unroutable, Consumer<String> lost)
      throws IOException {
    Channel channel = connection.createChannel();
    if (channel == null) {
      throw new IOException("the broker allows no more channels on this connection");
    }
    ConfirmChannel opened = new ConfirmChannel(channel, unroutable, lost);
    channel.confirmSelect();
    channel.addReturnListener(opened::returned);
    channel.addConfirmListener(opened::acked, opened::nacked);
    channel.addShutdownListener(
        cause -> {
          opened.failAll(Trouble.describe(cause));
          lost.accept(Trouble.describe(cause));
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
      lost.accept("a message could not be sent: " + e.getMessage());
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
    settle(
        number,
        multiple,
        each ->
            each.fail(
                new PublishRefusedException(
                    each.letter().what()
                        + ": the broker refused it (nack): its queue is full, or has no majority")));
  }

  private void delivered(Outstanding each) {
    if (each.returned() == null) {
      each.confirm();
    } else {
      unroutable.accept(each);
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
