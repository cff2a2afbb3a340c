package io.jararaca.worker.process;

import io.jararaca.core.broker.RunConsumers;
import io.jararaca.core.ledger.Ledger;
import io.jararaca.core.presence.Presence;
import io.jararaca.rabbitmq.ConfiguredBroker;
import io.jararaca.rabbitmq.RabbitConsumers;
import io.jararaca.redis.RedisBackend;
import io.jararaca.worker.settings.WorkerSettings;

/**
 * What a worker is connected to.
 *
 * @param disconnect closes the ledger's connections; the consumers are closed before
 */
public record WorkerServers(
    Ledger ledger, RunConsumers consumers, Presence presence, Runnable disconnect) {

  /** Begins to connect to Redis and RabbitMQ, and returns at once: they may come later. */
  public static WorkerServers connect(WorkerSettings settings) {
    RedisBackend redis = RedisBackend.connect(settings.backend(), settings.installName());
    RabbitConsumers consumers =
        new RabbitConsumers(new ConfiguredBroker(settings.broker()), settings.installName());
    return new WorkerServers(redis.ledger(), consumers, redis.presence(), redis::close);
  }

  public void close() {
    consumers.close();
    disconnect.run();
  }
}
