package io.jararaca.core.broker.memory;

import static io.jararaca.core.broker.PublicationBuilder.runOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jararaca.core.broker.BrokerContract;
import io.jararaca.core.broker.BrokerUnavailableException;
import io.jararaca.core.broker.PublishRefusedException;
import io.jararaca.core.broker.QueueInspector;
import io.jararaca.core.broker.RecordingListener;
import io.jararaca.core.broker.RunConsumers;
import io.jararaca.core.broker.RunPublisher;
import io.jararaca.core.run.HandlerRef;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class InMemoryBrokerTest extends BrokerContract {

  private static final HandlerRef HANDLER = new HandlerRef("shop", "report");

  private final InMemoryBroker broker = new InMemoryBroker(Runnable::run);

  @Override
  protected RunPublisher openPublisher() {
    return broker.publisher();
  }

  @Override
  protected RunConsumers openConsumers() {
    return broker.consumers();
  }

  @Override
  protected QueueInspector openInspector() {
    return broker;
  }

  @Override
  protected List<String> deadLetterReasons(String namespaceOfThem) {
    return broker.deadLetters(namespaceOfThem).stream().map(DeadLetter::reason).toList();
  }

  @Override
  protected void loseConnections() {
    broker.disconnect();
    broker.reconnect();
  }

  @Test
  void nothing_is_told_before_the_executor_runs() {
    Deque<Runnable> tasks = new ArrayDeque<>();
    InMemoryBroker queued = new InMemoryBroker(tasks::add);
    RecordingListener listener = new RecordingListener();
    queued.consumers().consume(HANDLER, 1, listener);

    var confirmed = queued.publisher().publish(runOf(HANDLER).build());

    assertThat(confirmed).isNotDone();
    assertThat(listener.shown()).isEmpty();
    while (!tasks.isEmpty()) {
      tasks.remove().run();
    }
    assertThat(confirmed).isCompleted();
    assertThat(listener.shown()).hasSize(1);
  }

  @Test
  void a_listener_may_publish_and_settle_while_it_is_called() {
    List<Integer> ticks = new ArrayList<>();
    RunPublisher publisher = broker.publisher();
    broker
        .consumers()
        .consume(
            HANDLER,
            1,
            delivery -> {
              int tick = delivery.publication().rev();
              ticks.add(tick);
              if (tick < 10_000) {
                publisher.publish(runOf(HANDLER).rev(tick + 1).build()).join();
              }
              delivery.acknowledge();
            });

    publisher.publish(runOf(HANDLER).rev(0).build()).join();

    assertThat(ticks).hasSize(10_001).isSorted();
  }

  @Test
  void a_blocked_or_lost_broker_is_everybody_s_trouble() {
    RunPublisher publisher = broker.publisher();

    broker.block();

    assertThat(publisher.available()).isFalse();
    assertThatThrownBy(() -> publisher.publish(runOf(HANDLER).build()).join())
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(BrokerUnavailableException.class);
    broker.unblock();
    broker.disconnect();
    assertThat(publisher.available()).isFalse();
    assertThatThrownBy(() -> broker.inspect(HANDLER))
        .isInstanceOf(BrokerUnavailableException.class);
    broker.reconnect();
    assertThat(publisher.available()).isTrue();
  }

  @Test
  void a_refused_handler_is_its_own_trouble() {
    RunPublisher publisher = broker.publisher();
    HandlerRef other = new HandlerRef("shop", "other");

    broker.refuse(HANDLER);

    assertThatThrownBy(() -> publisher.publish(runOf(HANDLER).build()).join())
        .hasCauseInstanceOf(PublishRefusedException.class);
    publisher.publish(runOf(other).build()).join();
    broker.accept(HANDLER);
    publisher.publish(runOf(HANDLER).build()).join();
    broker.purge(HANDLER);
    assertThat(broker.inspect(HANDLER)).hasValueSatisfying(d -> assertThat(d.ready()).isZero());
  }
}
