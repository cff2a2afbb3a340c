package io.jararaca.rabbitmq;

import static io.jararaca.core.broker.PublicationBuilder.runOf;
import static io.jararaca.rabbitmq.Fixture.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.GetResponse;
import io.jararaca.core.broker.PublishRefusedException;
import io.jararaca.core.ledger.Publication;
import io.jararaca.core.run.HandlerRef;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Mail that is no run of ours is put aside with its reason, and the worker goes on. */
class DeadLetterTest {

  private final Fixture one = Fixture.connected(Rabbit.url());
  private final String queue = one.topology.queue(one.handler);

  @AfterEach
  void close() {
    one.close();
  }

  @Test
  void a_malformed_message_keeps_its_body_and_gains_the_reason() throws Exception {
    one.confirm(runOf(one.handler).build());
    BasicProperties properties =
        new BasicProperties.Builder().headers(Map.of("x-theirs", "kept")).build();
    Rabbit.publish("", queue, properties, "not ours".getBytes());

    one.consumers.consume(one.handler, 1, one.listener);
    one.listener.awaitShown(1).acknowledge();

    GetResponse letter = awaitDeadLetter();
    assertThat(letter.getBody()).isEqualTo("not ours".getBytes());
    assertThat(letter.getProps().getDeliveryMode()).isEqualTo(2);
    assertThat(letter.getProps().getHeaders())
        .hasEntrySatisfying("x-theirs", value -> assertThat(value).hasToString("kept"))
        .hasEntrySatisfying("jararaca-dead-queue", value -> assertThat(value).hasToString(queue))
        .hasEntrySatisfying(
            "jararaca-dead-reason",
            value -> assertThat(value).hasToString("header cloudEvents_specversion: missing"));
  }

  @Test
  void another_install_s_run_is_foreign_and_the_next_is_run() throws Exception {
    Publication foreign = runOf(one.handler).tick(0).build();
    Publication ours = runOf(one.handler).tick(1).build();
    one.confirm(ours);
    Rabbit.publish("", queue, new RunCodec("another").encode(foreign), foreign.body());
    Rabbit.publish("", queue, new RunCodec(Rabbit.INSTALL).encode(ours), ours.body());

    one.consumers.consume(
        one.handler,
        1,
        delivery -> {
          one.listener.accept(delivery);
          delivery.acknowledge();
        });

    one.listener.awaitShown(2);
    assertThat(one.listener.runs()).containsOnly(ours.spec().id());
    assertThat(Rabbit.reason(awaitDeadLetter()))
        .contains("header jararaca-install \"another\": expected \"test\"");
  }

  @Test
  void a_run_in_another_handler_s_queue_is_foreign() throws Exception {
    HandlerRef stranger = new HandlerRef(one.namespace, "stranger");
    Publication strange = runOf(stranger).build();
    one.consumers.consume(one.handler, 1, one.listener);
    one.confirm(runOf(one.handler).build());
    one.listener.awaitShown(1).acknowledge();

    Rabbit.publish("", queue, new RunCodec(Rabbit.INSTALL).encode(strange), strange.body());

    assertThat(Rabbit.reason(awaitDeadLetter()).orElseThrow())
        .isEqualTo("a run for " + stranger + " in the queue of " + one.handler);
    assertThat(one.listener.shown()).hasSize(1);
  }

  @Test
  void a_malformed_broadcast_goes_to_the_namespace_of_its_key() throws Exception {
    one.consumers.consumeBroadcasts("pod-1", Set.of(one.handler), 1, one.listener);
    eventually("listening")
        .ignoreExceptionsMatching(refused -> refused.getCause() instanceof PublishRefusedException)
        .untilAsserted(() -> one.confirm(runOf(one.handler).broadcast().build()));
    one.listener.awaitShown(1).acknowledge();

    Rabbit.publish(
        one.topology.exchange(),
        one.topology.broadcastKey(one.handler),
        new BasicProperties(),
        new byte[0]);

    awaitDeadLetter();
  }

  @Test
  void what_circles_too_often_is_dead_lettered_by_the_broker_itself() {
    one.consumers.consume(
        one.handler,
        1,
        delivery -> {
          one.listener.accept(delivery);
          delivery.requeue();
        });

    one.confirm(runOf(one.handler).build());

    one.listener.awaitShown(101);
    GetResponse letter = awaitDeadLetter();
    assertThat(letter.getProps().getHeaders()).containsKey("x-death");
    assertThat(letter.getProps().getHeaders().get("x-first-death-reason"))
        .hasToString("delivery_limit");
  }

  private GetResponse awaitDeadLetter() {
    return eventually("a dead letter")
        .until(() -> Rabbit.drain(deadLetterQueue()), letters -> !letters.isEmpty())
        .get(0);
  }

  private String deadLetterQueue() {
    return one.topology.deadLetterQueue(one.namespace);
  }
}
