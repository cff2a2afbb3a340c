package io.jararaca.worker.process;

import io.jararaca.core.ledger.CompleteResult;
import io.jararaca.core.ledger.Outcome;
import io.jararaca.core.ledger.Publication;
import io.jararaca.core.run.RunId;
import io.jararaca.core.work.Attempt;
import io.jararaca.core.work.LoopStatus;
import io.jararaca.core.work.Stop;
import io.jararaca.core.work.WorkObserver;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Keeps what a worker does in meters, as {@link WorkerMetric} describes them. */
public final class WorkerMetrics implements WorkObserver {

  private final MeterRegistry registry;
  private final Map<RunId, Timer.Sample> running = new ConcurrentHashMap<>();

  public WorkerMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  public void watch(Supplier<LoopStatus> status) {
    gauge(WorkerMetric.RUNNING, () -> status.get().running());
    gauge(WorkerMetric.WAITING, () -> status.get().waiting());
    gauge(WorkerMetric.HELD, () -> status.get().held());
    gauge(WorkerMetric.READY, () -> status.get().ready() ? 1 : 0);
  }

  private void gauge(WorkerMetric metric, Supplier<Number> value) {
    metric.metric().gauge(registry, value);
  }

  private void count(WorkerMetric metric, String... labels) {
    metric.metric().counter(registry, labels).increment();
  }

  @Override
  public void dropped(Publication publication, String reason) {
    count(WorkerMetric.DROPPED, publication.spec().handler().name());
  }

  @Override
  public void started(Attempt attempt) {
    running.put(attempt.spec().id(), Timer.start(registry));
  }

  @Override
  public void completed(Attempt attempt, Outcome outcome, CompleteResult result) {
    Timer.Sample sample = running.remove(attempt.spec().id());
    if (sample != null) {
      String name = outcome.getClass().getSimpleName();
      sample.stop(WorkerMetric.RUNS.metric().timer(registry, handlerOf(attempt), name));
    }
  }

  @Override
  public void handedBack(Attempt attempt) {
    running.remove(attempt.spec().id());
    count(WorkerMetric.HANDED_BACK, handlerOf(attempt));
  }

  @Override
  public void stopped(Attempt attempt, Stop reason) {
    count(WorkerMetric.STOPPED, handlerOf(attempt), reason.name());
    if (reason == Stop.LEASE_LOST) {
      running.remove(attempt.spec().id());
    }
  }

  @Override
  public void deaf(Attempt attempt) {
    count(WorkerMetric.DEAF, handlerOf(attempt));
  }

  private static String handlerOf(Attempt attempt) {
    return attempt.spec().handler().name();
  }
}
