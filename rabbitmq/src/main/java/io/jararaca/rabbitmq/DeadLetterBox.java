package io.jararaca.rabbitmq;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.GetResponse;
import com.rabbitmq.client.ShutdownSignalException;
import io.jararaca.core.broker.QueueDepth;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The dead letters of a namespace. Who looks takes them out and lets them go back, so two who look
 * at once see a part each.
 */
public final class DeadLetterBox {

  private static final long CONFIRM_MILLIS = 10_000;

  private final Connection connection;
  private final String queue;

  /** What becomes of a letter that was taken out. */
  private interface Fate {
    void decide(GetResponse letter, Channel channel)
        throws IOException, InterruptedException, TimeoutException;
  }

  DeadLetterBox(Connection connection, String queue) {
    this.connection = connection;
    this.queue = queue;
  }

  /** The queue's name in RabbitMQ. */
  public String name() {
    return queue;
  }

  /** How many there are, those that somebody looks at left out. */
  public long size() {
    return HandlerQueues.depth(connection, queue).map(QueueDepth::ready).orElse(0L);
  }

  /** Those at the queue's head; they stay. */
  public List<PutAside> look(int limit) {
    List<PutAside> found = new ArrayList<>();
    each(limit, (letter, channel) -> found.add(PutAside.of(letter)));
    return found;
  }

  /**
   * Sends those back to the queues where they lay, as they were. The ledger decides whether they
   * still run.
   *
   * @return what became of each that was meant, as it is told to people
   */
  public List<Requeued> requeue(Predicate<PutAside> which) {
    List<Requeued> done = new ArrayList<>();
    each(
        Integer.MAX_VALUE,
        (letter, channel) -> {
          PutAside read = PutAside.of(letter);
          if (which.test(read)) {
            String trouble = send(letter, read.queue(), channel);
            if (trouble == null) {
              channel.basicAck(letter.getEnvelope().getDeliveryTag(), false);
            }
            done.add(new Requeued(read, trouble));
          }
        });
    return done;
  }

  /**
   * A letter and its way.
   *
   * @param trouble why it is still here; none: its queue has it
   */
  public record Requeued(PutAside letter, @Nullable String trouble) {}

  /** Throws those away. */
  public List<PutAside> discard(Predicate<PutAside> which) {
    List<PutAside> gone = new ArrayList<>();
    each(
        Integer.MAX_VALUE,
        (letter, channel) -> {
          PutAside read = PutAside.of(letter);
          if (which.test(read)) {
            channel.basicAck(letter.getEnvelope().getDeliveryTag(), false);
            gone.add(read);
          }
        });
    return gone;
  }

  /** Throws all away. */
  public long discardAll() {
    AtomicLong count = new AtomicLong();
    if (HandlerQueues.depth(connection, queue).isPresent()) {
      withChannel(channel -> count.set(channel.queuePurge(queue).getMessageCount()));
    }
    return count.get();
  }

  /** Those that are there now, once each: what comes back meanwhile is not looked at again. */
  private void each(int limit, Fate fate) {
    long there = Math.min(limit, size());
    if (there == 0) {
      return;
    }
    withChannel(
        channel -> {
          try {
            channel.confirmSelect();
            for (long i = 0; i < there; i++) {
              GetResponse letter = channel.basicGet(queue, false);
              if (letter == null) {
                return;
              }
              fate.decide(letter, channel);
            }
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          } catch (TimeoutException e) {
            throw new IOException(e);
          }
        });
  }

  private static @Nullable String send(GetResponse letter, @Nullable String to, Channel channel)
      throws IOException, InterruptedException, TimeoutException {
    if (to == null) {
      return "nobody noted the queue where it lay";
    }
    AtomicBoolean returned = new AtomicBoolean();
    var listener = channel.addReturnListener(back -> returned.set(true));
    channel.basicPublish(
        Topology.TO_QUEUE, to, true, PutAside.restored(letter.getProps()), letter.getBody());
    boolean confirmed = channel.waitForConfirms(CONFIRM_MILLIS);
    channel.removeReturnListener(listener);
    if (returned.get()) {
      return "queue " + to + " is not there any more";
    }
    return confirmed ? null : "RabbitMQ refused it";
  }

  /** Closing the channel lets what was not acknowledged go back. */
  private void withChannel(QueueMaker.Step step) {
    try {
      QueueMaker.onThrowaway(connection, step);
    } catch (IOException | TimeoutException | ShutdownSignalException e) {
      throw BrokerSession.unanswered(queue, e);
    }
  }
}
