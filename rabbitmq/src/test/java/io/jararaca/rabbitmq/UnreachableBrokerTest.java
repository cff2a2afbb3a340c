package io.jararaca.rabbitmq;

import static io.jararaca.core.broker.PublicationBuilder.runOf;
import static io.jararaca.rabbitmq.Fixture.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.jararaca.core.broker.BrokerUnavailableException;
import io.jararaca.core.run.HandlerRef;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** A server that hangs up on everybody. */
class UnreachableBrokerTest {

  private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
  private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
  private final AtomicInteger attempts = new AtomicInteger();
  private ServerSocket server;
  private BrokerUrl url;

  @BeforeEach
  void listen() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    url = BrokerUrl.parse("amqp://u:secret@127.0.0.1:" + server.getLocalPort());
    Thread thread = new Thread(this::hangUp, "hangs up");
    thread.setDaemon(true);
    thread.start();
    logged.start();
    root.addAppender(logged);
  }

  @AfterEach
  void close() throws IOException {
    root.detachAppender(logged);
    server.close();
  }

  @Test
  void it_is_tried_again_and_told_once_without_the_password() {
    try (RabbitPublisher publisher = new RabbitPublisher(url, "test")) {
      eventually("five attempts").until(() -> attempts.get() >= 5);

      assertThat(publisher.available()).isFalse();
      assertThatThrownBy(
              () -> publisher.publish(runOf(new HandlerRef("shop", "report")).build()).join())
          .hasCauseInstanceOf(BrokerUnavailableException.class)
          .hasMessageContaining("not connected");
    }
    List<String> told =
        List.copyOf(logged.list).stream()
            .filter(event -> event.getLevel().isGreaterOrEqual(Level.INFO))
            .map(ILoggingEvent::getFormattedMessage)
            .toList();
    assertThat(told).hasSize(1);
    assertThat(told.get(0)).contains("127.0.0.1:" + url.port()).doesNotContain("secret");
  }

  private void hangUp() {
    while (!server.isClosed()) {
      try {
        server.accept().close();
        attempts.incrementAndGet();
      } catch (IOException closed) {
        return;
      }
    }
  }
}
