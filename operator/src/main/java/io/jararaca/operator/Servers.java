package io.jararaca.operator;

import io.jararaca.core.beat.QueueLooks;
import io.jararaca.core.broker.RunPublisher;
import io.jararaca.core.ledger.Ledger;
import io.jararaca.core.presence.Presence;
import io.jararaca.operator.health.Part;
import io.jararaca.operator.settings.OperatorSettings;
import io.jararaca.rabbitmq.ConfiguredBroker;
import io.jararaca.rabbitmq.RabbitPublisher;
import io.jararaca.rabbitmq.RabbitQueueLooks;
import io.jararaca.redis.BackendState;
import io.jararaca.redis.RedisBackend;
import java.util.List;

/**
 * What an operator works with besides the API server.
 *
 * @param probes bring their parts up to date when run; called every second
 * @param close ends the connections
 */
public record Servers(
    Ledger ledger,
    Presence presence,
    RunPublisher publisher,
    QueueLooks queueLooks,
    List<Part> parts,
    Runnable probes,
    Runnable close) {

  public Servers {
    parts = List.copyOf(parts);
  }

  /**
   * Redis and RabbitMQ, connected in the background.
   *
   * @throws IllegalArgumentException naming the setting that is wrong
   */
  static Servers connect(OperatorSettings settings) {
    ConfiguredBroker broker = new ConfiguredBroker(settings.broker());
    RedisBackend redis = RedisBackend.connect(settings.backend(), settings.installName());
    RabbitPublisher publisher = new RabbitPublisher(broker, settings.installName());
    RabbitQueueLooks queueLooks = new RabbitQueueLooks(broker, settings.installName());
    Part redisPart = Part.loggedElsewhere("redis");
    Part rabbitPart = Part.loggedElsewhere("rabbitmq");
    return new Servers(
        redis.ledger(),
        redis.presence(),
        publisher,
        queueLooks,
        List.of(redisPart, rabbitPart),
        () -> {
          BackendState state = redis.state();
          report(redisPart, state.connected(), state.message());
          report(rabbitPart, publisher.available(), "not connected, or blocked by the broker");
        },
        () -> {
          publisher.close();
          queueLooks.close();
          redis.close();
        });
  }

  static void report(Part part, boolean up, String trouble) {
    if (up) {
      part.up();
    } else {
      part.down(trouble);
    }
  }
}
