package io.jararaca.e2e.soak;

import static io.jararaca.e2e.mainjob.RunningInstall.action;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import io.jararaca.e2e.mainjob.RunningInstall;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A broker that takes nothing, or not for one queue. */
final class BrokerFaults {

  private static final String USUAL_WATERMARK = "0.4";
  private static final int REFUSED_ACTIONS = 5;

  private BrokerFaults() {}

  static List<Fault> all() {
    return List.of(
        new Fault(
            "RabbitMQ's memory alarm",
            Fault.Measure.NEXT_TICK,
            Faults.SERVER_IS_BACK,
            (stage, random) -> alarm(stage)),
        new Fault(
            "a queue that refuses, beside others",
            Fault.Measure.NEXT_TICK,
            Faults.NOTHING_HAPPENS,
            (stage, random) -> refuse(stage)));
  }

  private static Strike alarm(SoakStage stage) {
    Instant begun = Instant.now();
    stage.rabbit().ctl("set_vm_memory_high_watermark", "absolute", "1MB");
    stage.endure(stage.form().partition());
    stage.rabbit().ctl("set_vm_memory_high_watermark", USUAL_WATERMARK);
    return Strike.during(begun, Instant.now());
  }

  /** Nobody consumes the queue, and it holds one run: all others are refused. */
  private static Strike refuse(SoakStage stage) {
    RunningInstall install = stage.population().install();
    String queue = "jararaca.soak.soak.refused";
    try (Connection connection = connect(stage);
        Channel channel = connection.createChannel()) {
      channel.queueDeclare(
          queue, true, false, false, Map.of("x-max-length", 1, "x-overflow", "reject-publish"));
      Instant begun = Instant.now();
      install.apply(
          IntStream.range(0, REFUSED_ACTIONS)
              .mapToObj(
                  i ->
                      action(
                          "refused-" + i,
                          "{cron: '* * * * * *', handler: refused, allowOverlap: true}"))
              .collect(Collectors.joining()));
      stage.endure(stage.form().partition().plus(Faults.IN_TIME));
      List<String> silent =
          stage.silentSeconds(begun, Instant.now().minus(Faults.IN_TIME), Faults.IN_TIME);
      for (int i = 0; i < REFUSED_ACTIONS; i++) {
        install.kubectl("delete", "sact", "refused-" + i);
      }
      channel.queueDelete(queue);
      return Strike.at(begun).complaining(silent);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (TimeoutException e) {
      throw new IllegalStateException("RabbitMQ does not answer", e);
    }
  }

  private static Connection connect(SoakStage stage) throws IOException, TimeoutException {
    ConnectionFactory factory = new ConnectionFactory();
    factory.setPort(stage.rabbit().port());
    return factory.newConnection();
  }
}
