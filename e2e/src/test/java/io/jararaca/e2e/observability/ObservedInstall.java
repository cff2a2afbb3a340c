package io.jararaca.e2e.observability;

import static io.jararaca.e2e.mainjob.RunningInstall.action;
import static io.jararaca.e2e.mainjob.RunningInstall.message;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import io.jararaca.e2e.fixture.SharedServers;
import io.jararaca.e2e.install.Install;
import io.jararaca.e2e.install.Replica;
import io.jararaca.e2e.mainjob.ProbeWorker;
import io.jararaca.e2e.mainjob.RunningInstall;
import io.jararaca.e2e.process.OsProcess;
import io.jararaca.e2e.process.Sandbox;
import io.jararaca.e2e.server.RabbitServer;
import io.jararaca.e2e.server.RedisServer;
import io.lettuce.core.AclSetuserArgs;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An install on servers with passwords, whose resources carry payloads and headers that nobody else
 * may see, and which has lived through a bit of everything.
 */
final class ObservedInstall {

  static final String REDIS_PASSWORD = "sesame-of-redis";
  static final String RABBIT_PASSWORD = "sesame-of-rabbitmq";
  static final String PAYLOAD = "card-4711-0815";
  static final String HEADER = "bearer-0815-4711";
  private static final String NAME = "observed";
  private static final String USER = "jararaca";
  private static final String QUEUE = "jararaca.observed.observed.";

  private final RedisServer redis;
  private final RabbitServer rabbit;
  private final RunningInstall install;
  private final List<OsProcess> operators = new ArrayList<>();
  private final List<OsProcess> workers = new ArrayList<>();

  ObservedInstall(SharedServers servers, Sandbox sandbox) {
    redis = RedisServer.started(sandbox);
    rabbit = RabbitServer.started(sandbox);
    rabbit.ctl("add_user", USER, RABBIT_PASSWORD);
    rabbit.ctl("set_permissions", USER, ".*", ".*", ".*");
    letRedisKnowUs();
    Install parts =
        new Install(
            sandbox,
            NAME,
            NAME,
            servers.apiServer().kubeconfig(),
            "redis://%s:%s@127.0.0.1:%d".formatted(USER, REDIS_PASSWORD, redis.port()),
            "amqp://%s:%s@127.0.0.1:%d/%%2F".formatted(USER, RABBIT_PASSWORD, rabbit.port()));
    install = new RunningInstall(servers.apiServer().kubectl(), parts, parts);
    for (int i = 0; i < 2; i++) {
      operators.add(install.startOperator(logging("operator")).process());
    }
    Replica worker = install.startWorker(ProbeWorker.class.getName(), logging("examples"));
    workers.add(worker.process());
    worker.awaitReady(RunningInstall.PATIENCE);
    install.operators().forEach(operator -> operator.awaitReady(RunningInstall.PATIENCE));
  }

  private static Map<String, String> logging(String module) {
    Path file = Path.of("..", module, "src", "main", "resources", "logback.xml").toAbsolutePath();
    return Map.of(
        "LOG_FORMAT",
        "json",
        "JAVA_TOOL_OPTIONS",
        "-Dlogback.configurationFile=" + file.normalize());
  }

  private void letRedisKnowUs() {
    redis.ask(
        commands ->
            commands.aclSetuser(
                USER,
                AclSetuserArgs.Builder.on()
                    .addPassword(REDIS_PASSWORD)
                    .allKeys()
                    .allChannels()
                    .allCommands()));
  }

  /** Declares what succeeds, fails, hangs, waits, is invalid, is refused and is none of ours. */
  void live() throws Exception {
    rabbit.ctl(
        "set_policy",
        "full",
        QUEUE.replace(".", "\\.") + "full",
        "{\"max-length\": 1, \"overflow\": \"reject-publish\"}",
        "--apply-to",
        "queues");
    install.apply(
        action("works", "{cron: '* * * * * *', handler: probe, %s}".formatted(carried("nothing")))
            + action(
                "fails", "{cron: '* * * * * *', handler: probe, %s}".formatted(carried("fail")))
            + action(
                "hangs",
                "{cron: '* * * * * *', handler: other, timeoutSeconds: 1, %s}"
                    .formatted(carried("hang")))
            + action(
                "refused",
                "{cron: '* * * * * *', handler: full, allowOverlap: true, %s}"
                    .formatted(carried("nothing")))
            + action(
                "broken", "{cron: '@daily', timeZone: Mars/Olympus, %s}".formatted(carried("")))
            + message("later", "{handler: probe, delaySeconds: 3600, %s}".formatted(carried("")))
            + message("soon", "{handler: probe, delaySeconds: 1, %s}".formatted(carried("fail"))));
    sendForeignMail();
  }

  private static String carried(String does) {
    return "payload: {does: '%s', card: %s}, headers: {x-token: %s}"
        .formatted(does, PAYLOAD, HEADER);
  }

  private void sendForeignMail() throws Exception {
    ConnectionFactory factory = new ConnectionFactory();
    factory.setUri(rabbit.url());
    try (Connection connection = factory.newConnection();
        Channel channel = connection.createChannel()) {
      channel.basicPublish(
          "",
          QUEUE + "probe",
          new AMQP.BasicProperties.Builder().headers(Map.of("x-token", HEADER)).build(),
          PAYLOAD.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Redis comes back and knows the password no more, for a while; RabbitMQ goes and comes. */
  void loseServers() {
    redis.stop();
    redis.start();
    awaitOperators("WRONGPASS");
    letRedisKnowUs();
    rabbit.stop();
    rabbit.start();
    install.operators().forEach(operator -> operator.awaitReady(RunningInstall.PATIENCE));
    install.workers().forEach(worker -> worker.awaitReady(RunningInstall.PATIENCE));
  }

  /** Waits until each operator has said something that matches. */
  void awaitOperators(String regex) {
    operators.forEach(operator -> operator.awaitLogLine(regex, RunningInstall.PATIENCE));
  }

  RunningInstall install() {
    return install;
  }

  List<OsProcess> operators() {
    return operators;
  }

  List<OsProcess> workers() {
    return workers;
  }
}
