package io.jararaca.worker.process;

import io.jararaca.core.ledger.CompleteResult;
import io.jararaca.core.ledger.Outcome;
import io.jararaca.core.ledger.Publication;
import io.jararaca.core.run.RunId;
import io.jararaca.core.work.Attempt;
import io.jararaca.core.work.LoopStatus;
import io.jararaca.core.work.Stop;
import io.jararaca.core.work.WorkObserver;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * What a worker does, as meters: {@code jararaca.worker.runs} (a timer, by handler and outcome),
 * {@code .dropped}, {@code .handed.back}, {@code .stopped} (by reason), {@code .deaf}, and gauges
 * {@code .running}, {@code .waiting}, {@code .held}, {@code .ready}.
 */
public final class WorkerMetrics implements WorkObserver {

  private static final String PREFIX = "jararaca.worker.";
  private static final String HANDLER = "handler";

  private final MeterRegistry registry;
  private final Map<RunId, Timer.Sample> running = new ConcurrentHashMap<>();

  public WorkerMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  public void watch(Supplier<LoopStatus> status) {
    gauge("running", () -> status.get().running());
    gauge("waiting", () -> status.get().waiting());
    gauge("held", () -> status.get().held());
    gauge("ready", () -> status.get().ready() ? 1 : 0);
  }

  private void gauge(String name, Supplier<Number> value) {
    Gauge.builder(PREFIX + name, value).strongReference(true).register(registry);
  }

  @Override
  public void dropped(Publication publication, String reason) {
    String handler = publication.spec().handler().name();
    registry.counter(PREFIX + "dropped", HANDLER, handler).increment();
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
      sample.stop(registry.timer(PREFIX + "runs", HANDLER, handlerOf(attempt), "outcome", name));
    }
  }

  @Override
  public void handedBack(Attempt attempt) {
    running.remove(attempt.spec().id());
    registry.counter(PREFIX + "handed.back", HANDLER, handlerOf(attempt)).increment();
  }

  @Override
  public void stopped(Attempt attempt, Stop reason) {
    String name = reason.name();
    registry.counter(PREFIX + "stopped", HANDLER, handlerOf(attempt), "reason", name).increment();
    if (reason == Stop.LEASE_LOST) {
      running.remove(attempt.spec().id());
    }
  }

  @Override
  public void deaf(Attempt attempt) {
    registry.counter(PREFIX + "deaf", HANDLER, handlerOf(attempt)).increment();
  }

  private static String handlerOf(Attempt attempt) {
    return attempt.spec().handler().name();
  }
}
