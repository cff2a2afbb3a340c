package io.jararaca.rabbitmq;

import static io.jararaca.core.broker.PublicationBuilder.runOf;
import static io.jararaca.rabbitmq.Fixture.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.jararaca.core.TestAuthority;
import io.jararaca.core.settings.ServerAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** A broker with a certificate for localhost, and 127.0.0.1 is not its name. */
@Tag("kills-servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RabbitTlsTest {

  private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
  private ListAppender<ILoggingEvent> logged = new ListAppender<>();
  private Path folder;
  private TestAuthority ours;
  private TestAuthority others;
  private RabbitServer server;

  @BeforeAll
  void start(@TempDir Path temporary) {
    folder = temporary;
    ours = TestAuthority.make(folder, "ours");
    others = TestAuthority.make(folder, "others");
    server = RabbitServer.withTls(ours.issue("localhost"));
    server.start();
  }

  @AfterAll
  void end() {
    server.close();
  }

  @BeforeEach
  void listen() {
    logged = new ListAppender<>();
    logged.start();
    root.addAppender(logged);
  }

  @AfterEach
  void stopListening() {
    root.detachAppender(logged);
  }

  @Test
  void the_own_authority_is_trusted_and_runs_go_through() {
    try (Fixture fixture = Fixture.connected(broker("localhost", ours.certificate()))) {
      fixture.consumers.consume(fixture.handler, 1, fixture.listener);

      fixture.confirm(runOf(fixture.handler).build());

      assertThat(fixture.listener.awaitShown(1).publication().spec().handler())
          .isEqualTo(fixture.handler);
    }
  }

  @Test
  void a_certificate_for_another_host_is_refused() {
    refused(broker("127.0.0.1", ours.certificate()), "No subject alternative names");
  }

  @Test
  void a_certificate_of_another_authority_is_refused() {
    refused(broker("localhost", others.certificate()), "certification path");
  }

  @Test
  void the_jvms_authorities_do_not_vouch_for_it() {
    refused(BrokerUrl.parse(server.tlsUrl("localhost")), "certification path");
  }

  @Test
  void authorities_that_changed_are_trusted_by_the_next_connection() throws IOException {
    Path file = Files.copy(others.certificate(), folder.resolve("rotated.pem"));
    try (RabbitPublisher publisher = new RabbitPublisher(broker("localhost", file), "test")) {
      eventually("it is refused").until(() -> told("certification path"));

      Files.copy(ours.certificate(), file, StandardCopyOption.REPLACE_EXISTING);

      eventually("it is trusted").until(publisher::available);
    }
  }

  @Test
  void a_password_that_changed_is_taken_from_the_file_by_the_next_connection() throws IOException {
    server.ctl("add_user", "rotated", "old");
    server.ctl("set_permissions", "rotated", ".*", ".*", ".*");
    Path file = Files.writeString(folder.resolve("url"), asUser("old"));
    ServerAddress address = new ServerAddress("", Optional.of(file), Optional.empty());
    try (RabbitPublisher publisher =
        new RabbitPublisher(new ConfiguredBroker(address), Rabbit.INSTALL)) {
      eventually("connected").until(publisher::available);

      server.ctl("change_password", "rotated", "new");
      server.ctl("close_all_connections", "rotated");
      eventually("it is refused").until(() -> told("user or password refused"));
      Files.writeString(file, asUser("new"));

      eventually("connected again").until(publisher::available);
    }
  }

  private String asUser(String password) {
    return server.url().toString().replace("guest:***", "rotated:" + password);
  }

  private ConfiguredBroker broker(String host, Path authorities) {
    return new ConfiguredBroker(
        new ServerAddress(server.tlsUrl(host), Optional.empty(), Optional.of(authorities)));
  }

  private void refused(BrokerAccess access, String reason) {
    try (RabbitPublisher publisher = new RabbitPublisher(access, Rabbit.INSTALL)) {
      eventually("it is refused").until(() -> told(reason));

      assertThat(publisher.available()).isFalse();
    }
  }

  private boolean told(String reason) {
    return List.copyOf(logged.list).stream()
        .map(ILoggingEvent::getFormattedMessage)
        .anyMatch(line -> line.startsWith("Cannot use RabbitMQ") && line.contains(reason));
  }
}
