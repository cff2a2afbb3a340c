package io.jararaca.rabbitmq;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.ShutdownSignalException;
import io.jararaca.rabbitmq.RabbitDelivery.Incoming;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps deliveries coming from one queue, never more unsettled at once than the prefetch. It is
 * level-triggered: after every event {@link #reconcile()} takes the next step from what is to what
 * is wanted. All state is the loop's; steps that wait for the broker run elsewhere, one at a time.
 *
 * <p>The broker counts a prefetch for each consumer, and what a lost or cancelled one brought may
 * still be running. So a new consumer is granted only the room that is left, and as room returns,
 * another consumer is added for it.
 */
final class QueueConsumer {

  private static final Logger log = LoggerFactory.getLogger(QueueConsumer.class);
  private static final long SETTLED_MILLIS = 10_000;

  private final BrokerLink link;
  private final BlockingWork work;
  private final Source source;
  private final int prefetch;
  private final Consumer<Incoming> sink;
  private final Backoff backoff = new Backoff();
  private final List<Intake> intakes = new ArrayList<>();
  private @Nullable Connection connection;
  private @Nullable Channel channel;
  private String queue = "";
  private String trouble = "";
  private boolean stepping;
  private boolean waiting;
  private volatile boolean paused;
  private volatile boolean closed;

  /**
   * @param sink is given deliveries on the loop
   */
  QueueConsumer(
      BrokerLink link, BlockingWork work, Source source, int prefetch, Consumer<Incoming> sink) {
    this.link = link;
    this.work = work;
    this.source = source;
    this.prefetch = prefetch;
    this.sink = sink;
  }

  /** Settles a delivery on its channel. */
  interface Settlement {
    void on(Channel channel, long tag) throws IOException;
  }

  void pause(boolean value) {
    paused = value;
    link.execute(this::reconcile);
  }

  void close() {
    closed = true;
    link.execute(this::reconcile);
  }

  void connected(Connection made) {
    connection = made;
    waiting = false;
    reconcile();
  }

  void lost() {
    connection = null;
    leaveChannel();
  }

  /** Whether it is closed and holds nothing: it may be forgotten. */
  boolean done() {
    return closed && intakes.isEmpty();
  }

  /** Whether a delivery is still ours to settle. */
  boolean holds(Incoming incoming) {
    return channel != null && incoming.intake().channel() == channel && channel.isOpen();
  }

  /** Settles a delivery, if it is still ours, and makes room for another. */
  void settle(Incoming incoming, Settlement settlement) {
    link.execute(
        () -> {
          incoming.intake().release();
          try {
            if (holds(incoming)) {
              settlement.on(incoming.intake().channel(), incoming.envelope().getDeliveryTag());
            }
          } catch (IOException | ShutdownSignalException e) {
            log.debug("{}: the channel went before a delivery was settled", queue, e);
          }
          reconcile();
        });
  }

  private void reconcile() {
    intakes.removeIf(intake -> !intake.live() && intake.held() == 0);
    if (stepping || waiting || connection == null) {
      return;
    }
    Channel current = channel;
    boolean wanted = !paused && !closed;
    List<Intake> live = intakes.stream().filter(Intake::live).toList();
    int room = prefetch - intakes.stream().mapToInt(Intake::taken).sum();
    if (current == null) {
      if (wanted && room > 0) {
        openChannel(connection);
      }
    } else if (!wanted && !live.isEmpty()) {
      cancel(current, live);
    } else if (closed && intakes.stream().noneMatch(intake -> intake.channel() == current)) {
      channel = null;
      abort(current);
    } else if (wanted && room > 0) {
      consume(current, room);
    }
  }

  private void openChannel(Connection on) {
    step(
        () -> {
          String name = source.open(on);
          Channel made = on.createChannel();
          if (made == null) {
            throw new IOException("the broker allows no more channels on this connection");
          }
          return new Opened(name, made);
        },
        opened -> {
          queue = opened.queue();
          channel = opened.channel();
          opened
              .channel()
              .addShutdownListener(
                  cause -> link.execute(() -> channelLost(opened.channel(), cause)));
        });
  }

  private record Opened(String queue, Channel channel) {}

  private void consume(Channel on, int room) {
    Intake intake = new Intake(on, "jararaca-" + UUID.randomUUID(), room);
    intakes.add(intake);
    String from = queue;
    step(
        () -> {
          on.basicQos(room);
          return on.basicConsume(from, false, intake.tag(), listener(intake, from));
        },
        tag -> {
          if (!trouble.isEmpty()) {
            log.info("Consuming {} again", from);
            trouble = "";
          }
          link.schedule(
              () -> {
                if (channel == on) {
                  backoff.reset();
                }
              },
              SETTLED_MILLIS);
        });
  }

  private void cancel(Channel on, List<Intake> live) {
    step(
        () -> {
          for (Intake intake : live) {
            on.basicCancel(intake.tag());
          }
          return live;
        },
        cancelled -> cancelled.forEach(Intake::end));
  }

  private DefaultConsumer listener(Intake intake, String from) {
    return new DefaultConsumer(intake.channel()) {
      @Override
      public void handleDelivery(
          String tag, Envelope envelope, BasicProperties properties, byte[] body) {
        link.execute(() -> arrived(new Incoming(intake, from, envelope, properties, body)));
      }

      @Override
      public void handleCancel(String tag) {
        link.execute(() -> giveUp(intake.channel(), "the broker cancelled the consumer"));
      }
    };
  }

  private void arrived(Incoming incoming) {
    incoming.intake().hold();
    if (paused || closed) {
      settle(incoming, (on, tag) -> on.basicNack(tag, false, true));
    } else {
      sink.accept(incoming);
    }
  }

  /** Runs a step off the loop; what it made is adopted unless the connection was lost meanwhile. */
  private <T> void step(Callable<T> blocking, Consumer<T> adopt) {
    stepping = true;
    Connection at = connection;
    work.run(
        blocking,
        (made, failure) -> {
          stepping = false;
          if (connection == at && made != null) {
            adopt.accept(made);
          } else if (connection == at && failure != null) {
            failed(Trouble.describe(failure));
          }
          reconcile();
        });
  }

  private void channelLost(Channel lost, ShutdownSignalException cause) {
    if (lost == channel && !cause.isHardError() && !cause.isInitiatedByApplication()) {
      failed(Trouble.describe(cause));
    }
  }

  private void giveUp(Channel unfit, String reason) {
    if (unfit == channel) {
      failed(reason);
    }
  }

  /** Leaves the channel, and takes another after a while. */
  private void failed(String reason) {
    Channel unfit = channel;
    leaveChannel();
    if (unfit != null && unfit.isOpen()) {
      abort(unfit);
    }
    if (!trouble.equals(reason)) {
      trouble = reason;
      log.warn("Not consuming {}: {}. Trying again until it works", source, reason);
    }
    waiting = true;
    link.schedule(
        () -> {
          waiting = false;
          reconcile();
        },
        backoff.nextMillis());
  }

  private void abort(Channel unwanted) {
    work.run(
        () -> {
          unwanted.abort();
          return unwanted;
        },
        (aborted, failure) -> {});
  }

  private void leaveChannel() {
    channel = null;
    intakes.forEach(Intake::end);
  }
}
