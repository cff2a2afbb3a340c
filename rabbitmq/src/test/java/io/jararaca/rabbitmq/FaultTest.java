package io.jararaca.rabbitmq;

import static io.jararaca.core.broker.PublicationBuilder.runOf;
import static io.jararaca.rabbitmq.Fixture.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import io.jararaca.core.broker.BrokerUnavailableException;
import io.jararaca.core.broker.Delivery;
import io.jararaca.core.broker.QueueDepth;
import io.jararaca.core.broker.RecordingListener;
import io.jararaca.core.ledger.Publication;
import io.jararaca.core.run.RunId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What the beat and the workers survive on a real broker that is killed, blocked and meddled with.
 */
@Tag("kills-servers")
class FaultTest {

  private final RabbitServer broker = Rabbit.own();
  private final Fixture one = Fixture.connected(broker.url());

  @AfterEach
  void close() {
    one.close();
  }

  @Test
  void a_killed_broker_loses_no_confirmed_run_and_everybody_comes_back() {
    Set<RunId> confirmed = ConcurrentHashMap.newKeySet();
    one.confirm(runOf(one.handler).tick(100_000).build());
    broker.awaitDurable(one.topology.queue(one.handler));
    List<CompletableFuture<Void>> sent =
        IntStream.range(0, 3_000)
            .mapToObj(tick -> publish(runOf(one.handler).tick(tick).build(), confirmed))
            .toList();
    eventually("some are confirmed").until(() -> confirmed.size() > 200);

    broker.kill();

    eventually("all are told").until(() -> sent.stream().allMatch(CompletableFuture::isDone));
    eventually("noticed").until(() -> !one.publisher.available() && !one.consumers.available());
    sent.stream()
        .filter(CompletableFuture::isCompletedExceptionally)
        .forEach(
            each ->
                assertThatThrownBy(each::join)
                    .hasCauseInstanceOf(BrokerUnavailableException.class));
    assertThatThrownBy(() -> one.confirm(runOf(one.handler).build()))
        .hasCauseInstanceOf(BrokerUnavailableException.class);
    one.consumers.consume(one.handler, 4_000, one.listener);
    try (Fixture late = new Fixture(broker.url())) {
      broker.start();
      late.awaitConnected();
    }
    one.awaitConnected();
    one.confirm(runOf(one.handler).tick(200_000).build());
    eventually("every confirmed run")
        .until(() -> new HashSet<>(one.listener.runs()).containsAll(confirmed));
    System.out.printf(
        "broker killed while publishing: %d of %d runs confirmed, none of those lost%n",
        confirmed.size(), sent.size());
  }

  @Test
  void a_blocked_broker_is_a_state_and_what_it_swallowed_is_sent_once() {
    one.confirm(runOf(one.handler).tick(0).build());
    broker.ctl("set_vm_memory_high_watermark", "0.00001");
    try {
      CompletableFuture<Void> swallowed = one.publisher.publish(runOf(one.handler).tick(1).build());

      eventually("blocked").until(() -> !one.publisher.available());
      assertThat(swallowed).isNotDone();
      assertThatThrownBy(() -> one.confirm(runOf(one.handler).tick(2).build()))
          .hasCauseInstanceOf(BrokerUnavailableException.class)
          .hasMessageContaining("takes no messages");
      one.consumers.consume(one.handler, 5, one.listener);
      one.listener.awaitShown(1).acknowledge();
      awaitDepth(new QueueDepth(1, 0));
      broker.ctl("set_vm_memory_high_watermark", "0.6");
      eventually("confirmed at last").until(swallowed::isDone);
    } finally {
      broker.ctl("set_vm_memory_high_watermark", "0.6");
    }

    eventually("unblocked").until(one.publisher::available);
    one.listener.awaitShown(2);
    assertThat(one.listener.runs())
        .containsExactly(
            runOf(one.handler).tick(0).build().spec().id(),
            runOf(one.handler).tick(1).build().spec().id());
  }

  @Test
  void a_dead_letter_waits_while_the_broker_is_blocked_and_acknowledgements_go_on()
      throws Exception {
    one.consumers.consume(one.handler, 2, one.listener);
    one.confirm(runOf(one.handler).tick(0).build());
    one.confirm(runOf(one.handler).tick(1).build());
    one.listener.awaitShown(2);
    broker.ctl("set_vm_memory_high_watermark", "0.00001");
    try {
      one.listener.shown().get(0).deadLetter("a reason");
      one.listener.shown().get(1).acknowledge();
      assertThat(Rabbit.drain(one.topology.deadLetterQueue(one.namespace))).isEmpty();
    } finally {
      broker.ctl("set_vm_memory_high_watermark", "0.6");
    }

    eventually("the dead letter")
        .until(() -> !Rabbit.drain(one.topology.deadLetterQueue(one.namespace)).isEmpty());
    one.consumers.close();
    awaitDepth(new QueueDepth(0, 0));
  }

  @Test
  void a_vanished_exchange_costs_what_was_outstanding_and_is_made_again() throws Exception {
    BrokerUrl own =
        BrokerUrl.parse(
            "amqp://127.0.0.1:" + broker.url().port() + "/?exchange=x-" + one.namespace);
    try (Fixture other = Fixture.connected(own);
        Connection meddler = Rabbit.connect(own);
        Channel channel = meddler.createChannel()) {
      other.confirm(runOf(other.handler).tick(0).build());

      channel.exchangeDelete(own.exchange());

      assertThatThrownBy(() -> other.confirm(runOf(other.handler).tick(1).build()))
          .hasCauseInstanceOf(BrokerUnavailableException.class);
      eventually("made again")
          .ignoreExceptions()
          .untilAsserted(() -> other.confirm(runOf(other.handler).tick(2).build()));
    }
  }

  @Test
  void a_deleted_queue_is_made_again_by_its_consumer() throws Exception {
    one.consumers.consume(one.handler, 2, one.listener);
    one.confirm(runOf(one.handler).tick(0).build());
    Delivery lost = one.listener.awaitShown(1);
    try (Connection meddler = Rabbit.connect(broker.url());
        Channel channel = meddler.createChannel()) {

      channel.queueDelete(one.topology.queue(one.handler));
    }

    awaitDepth(new QueueDepth(1, 0));
    one.confirm(runOf(one.handler).tick(1).build());
    one.listener.awaitShown(2).acknowledge();
    lost.acknowledge();
    one.confirm(runOf(one.handler).tick(2).build());
    one.listener.awaitShown(3);
    assertThat(one.consumers.available()).isTrue();
  }

  @Test
  void a_consumer_timeout_costs_the_delivery_and_never_the_worker() {
    broker.ctl("eval", "application:set_env(rabbit, consumer_timeout, 1000).");
    broker.ctl("eval", "application:set_env(rabbit, channel_tick_interval, 1000).");
    try (RabbitConsumers slow = new RabbitConsumers(broker.url(), Rabbit.INSTALL)) {
      RecordingListener listener = new RecordingListener();
      slow.consume(one.handler, 2, listener);
      one.confirm(runOf(one.handler).tick(0).build());
      Delivery stale = listener.awaitShown(1);

      listener.awaitShown(2);

      stale.acknowledge();
      listener.awaitShown(3).acknowledge();
      assertThat(new HashSet<>(listener.runs())).hasSize(1);
    } finally {
      broker.ctl("eval", "application:set_env(rabbit, consumer_timeout, 1800000).");
      broker.ctl("eval", "application:set_env(rabbit, channel_tick_interval, 60000).");
    }
  }

  private CompletableFuture<Void> publish(Publication run, Set<RunId> confirmed) {
    return one.publisher.publish(run).thenRun(() -> confirmed.add(run.spec().id()));
  }

  private void awaitDepth(QueueDepth expected) {
    try (RabbitQueueInspector inspector = new RabbitQueueInspector(broker.url(), Rabbit.INSTALL)) {
      eventually("the queue's consumers and ready runs")
          .ignoreExceptionsInstanceOf(BrokerUnavailableException.class)
          .untilAsserted(() -> assertThat(inspector.inspect(one.handler)).contains(expected));
    }
  }
}
