package io.jararaca.e2e.soak;

import io.jararaca.e2e.install.Replica;
import io.jararaca.e2e.server.Server;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** Processes that die or stand still, and are started again. */
final class ProcessFaults {

  private ProcessFaults() {}

  static List<Fault> with(SoakForm form) {
    Duration nextLeader = form.beatLease().plusSeconds(2);
    return List.of(
        new Fault(
            "kill -9 of the leader",
            Fault.Measure.NEXT_TICK,
            nextLeader,
            ProcessFaults::killLeader),
        new Fault(
            "kill -9 of a worker",
            Fault.Measure.INTERRUPTED_RUNS,
            form.runLease().plusSeconds(10),
            ProcessFaults::killWorker),
        new Fault(
            "kill -9 of Redis",
            Fault.Measure.NEXT_TICK,
            Faults.SERVER_IS_BACK,
            (stage, random) -> killServer(stage, SoakStage::redis)),
        new Fault(
            "kill -9 of RabbitMQ",
            Fault.Measure.NEXT_TICK,
            Faults.SERVER_IS_BACK,
            (stage, random) -> killServer(stage, SoakStage::rabbit)),
        new Fault(
            "the leader stands still beyond its lease",
            Fault.Measure.NEXT_TICK,
            nextLeader,
            ProcessFaults::freezeLeader),
        new Fault(
            "the API server is down",
            Fault.Measure.NEXT_TICK,
            Faults.NOTHING_HAPPENS,
            ProcessFaults::killApiServer));
  }

  private static Strike killLeader(SoakStage stage, RandomGenerator random) {
    Replica leader = stage.population().install().leader();
    Faults.anyMoment(random);
    leader.process().kill();
    Instant gone = Instant.now();
    stage.replaceOperator();
    return Strike.at(gone).killing(leader.process().name());
  }

  private static Strike killWorker(SoakStage stage, RandomGenerator random) {
    Replica worker = stage.anyWorker(random);
    Faults.anyMoment(random);
    worker.process().kill();
    Instant gone = Instant.now();
    stage.replaceWorker(worker);
    return Strike.at(gone).killing(worker.process().name());
  }

  private static Strike killServer(SoakStage stage, Function<SoakStage, Server> which) {
    Server server = which.apply(stage);
    Instant begun = Instant.now();
    server.kill();
    server.start();
    return Strike.during(begun, Instant.now());
  }

  /** It wakes up as a former leader, with all that it had begun, beside its follower. */
  private static Strike freezeLeader(SoakStage stage, RandomGenerator random) {
    Replica leader = stage.population().install().leader();
    Faults.anyMoment(random);
    leader.process().freeze();
    Instant begun = Instant.now();
    stage.endure(stage.form().beatLease().plusSeconds(3));
    leader.process().thaw();
    return Strike.at(begun);
  }

  private static Strike killApiServer(SoakStage stage, RandomGenerator random) {
    Instant begun = Instant.now();
    stage.api().kill();
    stage.endure(stage.form().apiOutage());
    Instant end = Instant.now();
    stage.api().start();
    return Strike.at(begun)
        .complaining(stage.silentSeconds(begun, end.minus(Faults.IN_TIME), Faults.IN_TIME));
  }
}
