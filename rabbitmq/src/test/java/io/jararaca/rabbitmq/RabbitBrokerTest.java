package io.jararaca.rabbitmq;

import io.jararaca.core.broker.BrokerContract;
import io.jararaca.core.broker.QueueInspector;
import io.jararaca.core.broker.RunConsumers;
import io.jararaca.core.broker.RunPublisher;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

class RabbitBrokerTest extends BrokerContract {

  private final BreakableProxy proxy = BreakableProxy.before(Rabbit.url());
  private final List<String> reasons = new ArrayList<>();

  @Override
  protected RunPublisher openPublisher() {
    return new RabbitPublisher(proxy.url(), Rabbit.INSTALL);
  }

  @Override
  protected RunConsumers openConsumers() {
    return new RabbitConsumers(proxy.url(), Rabbit.INSTALL);
  }

  @Override
  protected QueueInspector openInspector() {
    return new RabbitQueueInspector(proxy.url(), Rabbit.INSTALL);
  }

  @Override
  protected List<String> deadLetterReasons(String namespaceOfThem) {
    String queue = new Topology(Rabbit.INSTALL, "any").deadLetterQueue(namespaceOfThem);
    Rabbit.drain(queue).forEach(letter -> reasons.add(Rabbit.reason(letter).orElse("none")));
    return List.copyOf(reasons);
  }

  @Override
  protected void loseConnections() {
    proxy.breakConnections();
  }

  @AfterEach
  void closeProxy() {
    proxy.close();
  }
}
