package io.jararaca.e2e.soak;

import io.jararaca.e2e.fault.TcpProxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/** Ways that are cut or slow. */
final class NetworkFaults {

  private static final Duration ONE_WAY = Duration.ofMillis(100);

  private NetworkFaults() {}

  static List<Fault> all() {
    return List.of(
        cut("Redis is cut off from all", Network::toRedis),
        cut("Redis is cut off from the workers", network -> List.of(network.workersToRedis())),
        cut("RabbitMQ is cut off from all", Network::toRabbit),
        new Fault(
            "200 ms to and from every server",
            Fault.Measure.NEXT_TICK,
            Faults.NOTHING_HAPPENS,
            (stage, random) -> slow(stage)));
  }

  private static Fault cut(String name, Function<Network, List<TcpProxy>> which) {
    return new Fault(
        name,
        Fault.Measure.NEXT_TICK,
        Faults.SERVER_IS_BACK,
        (stage, random) -> {
          List<TcpProxy> ways = which.apply(stage.network());
          Instant begun = Instant.now();
          ways.forEach(TcpProxy::cut);
          stage.endure(stage.form().partition());
          ways.forEach(TcpProxy::heal);
          return Strike.during(begun, Instant.now());
        });
  }

  private static Strike slow(SoakStage stage) {
    Instant begun = Instant.now();
    List<TcpProxy> ways = stage.network().all();
    ways.forEach(way -> way.delay(ONE_WAY));
    stage.endure(stage.form().partition());
    List<String> silent =
        stage.silentSeconds(begun, Instant.now().minus(Faults.IN_TIME), Faults.IN_TIME);
    ways.forEach(way -> way.delay(Duration.ZERO));
    return Strike.at(begun).complaining(silent);
  }
}
