package io.jararaca.rabbitmq;

import static org.awaitility.Awaitility.await;

import io.jararaca.core.broker.RecordingListener;
import io.jararaca.core.ledger.Publication;
import io.jararaca.core.run.HandlerRef;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionFactory;

/** One beat, one worker and one handler, in a namespace of their own. */
final class Fixture implements AutoCloseable {

  final String namespace = "ns-" + UUID.randomUUID();
  final HandlerRef handler = new HandlerRef(namespace, "report.daily");
  final RecordingListener listener = new RecordingListener();
  final Topology topology;
  final RabbitPublisher publisher;
  final RabbitConsumers consumers;

  Fixture(BrokerAccess access) {
    topology = new Topology(Rabbit.INSTALL, access.exchange());
    publisher = new RabbitPublisher(access, Rabbit.INSTALL);
    consumers = new RabbitConsumers(access, Rabbit.INSTALL);
  }

  static Fixture connected(BrokerAccess access) {
    Fixture fixture = new Fixture(access);
    fixture.awaitConnected();
    return fixture;
  }

  /** Waits as long as a busy machine may need. */
  static ConditionFactory eventually(String what) {
    return await(what).atMost(Duration.ofMinutes(1));
  }

  void awaitConnected() {
    eventually("connected").until(() -> publisher.available() && consumers.available());
  }

  void confirm(Publication publication) {
    publisher.publish(publication).orTimeout(1, TimeUnit.MINUTES).join();
  }

  @Override
  public void close() {
    publisher.close();
    consumers.close();
  }
}
