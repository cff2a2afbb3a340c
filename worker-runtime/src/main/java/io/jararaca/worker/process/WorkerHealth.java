package io.jararaca.worker.process;

import static io.jararaca.health.HealthReport.Line.of;

import io.jararaca.core.work.LoopStatus;
import io.jararaca.health.HealthReport;
import java.util.List;

/** What a worker's {@code /healthz} and {@code /readyz} say. */
public final class WorkerHealth {

  private WorkerHealth() {}

  /**
   * @param loopTurns whether the loop's thread turns
   */
  public static HealthReport alive(boolean loopTurns) {
    return new HealthReport(List.of(of(loopTurns, "loop", "does not turn")));
  }

  /** Well exactly where {@link LoopStatus#ready()}. */
  public static HealthReport ready(LoopStatus status) {
    return new HealthReport(
        List.of(
            of(status.ledgerAvailable(), "redis", "does not answer"),
            of(status.brokerAvailable(), "rabbitmq", "not connected"),
            of(!status.draining(), "taking runs", "draining")));
  }
}
