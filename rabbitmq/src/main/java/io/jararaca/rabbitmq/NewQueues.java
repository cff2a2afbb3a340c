package io.jararaca.rabbitmq;

import com.rabbitmq.client.Connection;
import io.jararaca.core.broker.BrokerUnavailableException;
import io.jararaca.core.broker.PublishRefusedException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The queues that a publisher makes because a letter came back for the want of one, and the letters
 * that wait for them. A queue that somebody else is making at the same time can be bound before it
 * has a leader, and refuses letters until then: those are sent again.
 */
final class NewQueues implements AutoCloseable {

  private static final long LEADER_MILLIS = 100;
  private static final long YOUNG_MILLIS = TimeUnit.SECONDS.toMillis(10);

  private final BrokerLink link;
  private final BlockingWork making;
  private final Consumer<Outstanding> send;

  /** All that is neither sent nor failed. Who takes a letter out of it may do either. */
  private final Set<Outstanding> waiting = ConcurrentHashMap.newKeySet();

  /** Letters whose queue is being made, by the queue's name. The loop's. */
  private final Map<String, List<Outstanding>> unmade = new HashMap<>();

  /** Queues that may not have a leader yet. The loop's. */
  private final Set<String> young = new HashSet<>();

  /**
   * @param send sends a letter again; called on the link's loop
   */
  NewQueues(BrokerLink link, String name, Consumer<Outstanding> send) {
    this.link = link;
    this.making = new BlockingWork(link, name);
    this.send = send;
  }

  /** Takes what the broker returned. Called by the connection's thread. */
  void returned(Outstanding letter, Connection connection) {
    Letter.Queue queue = letter.letter().queue();
    if (queue == null || letter.again()) {
      letter.fail(
          new PublishRefusedException(
              letter.letter().what() + ": no queue takes it (" + letter.returned() + ")"));
      return;
    }
    keep(letter, () -> make(queue, letter, connection));
  }

  /** Takes what the broker nacked. Called by the connection's thread. */
  void nacked(Outstanding letter) {
    Letter.Queue queue = letter.letter().queue();
    if (queue == null) {
      letter.fail(nack(letter));
      return;
    }
    keep(
        letter,
        () -> {
          if (young.contains(queue.name())) {
            link.schedule(() -> sendAgain(letter, letter), LEADER_MILLIS);
          } else {
            fail(letter, nack(letter));
          }
        });
  }

  /** Fails what waits: its connection is gone. */
  void lost() {
    unmade.clear();
    failAll();
  }

  /** Called once the link is closed. */
  @Override
  public void close() {
    making.close();
    failAll();
  }

  private void keep(Outstanding letter, Runnable step) {
    waiting.add(letter);
    link.execute(step);
    if (link.closed()) {
      failAll();
    }
  }

  private void make(Letter.Queue queue, Outstanding letter, Connection connection) {
    if (link.connection() != connection) {
      fail(letter, ConfirmChannel.lostConnection());
      return;
    }
    List<Outstanding> sameQueue = unmade.get(queue.name());
    if (sameQueue != null) {
      sameQueue.add(letter);
      return;
    }
    unmade.put(queue.name(), new ArrayList<>(List.of(letter)));
    young.add(queue.name());
    making.run(
        () -> {
          queue.declaration().on(connection);
          return queue;
        },
        (made, trouble) -> made(queue, trouble));
  }

  private void made(Letter.Queue queue, @Nullable Exception trouble) {
    link.schedule(() -> young.remove(queue.name()), YOUNG_MILLIS);
    List<Outstanding> letters = unmade.remove(queue.name());
    if (letters == null) {
      return; // the connection was lost meanwhile
    }
    for (Outstanding each : letters) {
      if (trouble == null) {
        sendAgain(each, each.onceMore());
      } else {
        fail(each, unmadeReason(queue, trouble));
      }
    }
  }

  private void sendAgain(Outstanding letter, Outstanding next) {
    if (waiting.remove(letter)) {
      send.accept(next);
    }
  }

  private void fail(Outstanding letter, RuntimeException reason) {
    if (waiting.remove(letter)) {
      letter.fail(reason);
    }
  }

  private void failAll() {
    waiting.forEach(each -> fail(each, ConfirmChannel.lostConnection()));
  }

  private static PublishRefusedException nack(Outstanding letter) {
    return new PublishRefusedException(
        letter.letter().what()
            + ": the broker refused it (nack): its queue is full, or has no majority");
  }

  private static RuntimeException unmadeReason(Letter.Queue queue, Exception trouble) {
    String reason = Trouble.describe(trouble);
    return Trouble.isRefusal(trouble)
        ? new PublishRefusedException(
            "queue " + queue.name() + " cannot be declared: " + reason, trouble)
        : new BrokerUnavailableException("RabbitMQ is not available: " + reason, trouble);
  }
}
