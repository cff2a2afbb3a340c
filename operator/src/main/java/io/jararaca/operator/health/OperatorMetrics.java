package io.jararaca.operator.health;

import io.jararaca.core.beat.BeatListener;
import io.jararaca.core.ledger.Claim;
import io.jararaca.core.ledger.ClaimResult;
import io.jararaca.core.ledger.OwnerCounters;
import io.jararaca.core.run.Partition;
import io.jararaca.core.run.PassedReason;
import io.jararaca.core.run.RunSpec;
import io.jararaca.core.run.RunState;
import io.jararaca.core.schedule.ZoneData;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;

/**
 * The operator's figures. Names and labels are listed in docs/metrics.md; labels never hold names
 * of resources, of which there may be many thousands.
 */
public final class OperatorMetrics implements BeatListener {

  private static final Duration[] LATENESS_BOUNDS =
      IntStream.of(1, 2, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000, 60_000)
          .mapToObj(Duration::ofMillis)
          .toArray(Duration[]::new);

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final AtomicBoolean leads = new AtomicBoolean();
  private final AtomicIntegerArray armed = new AtomicIntegerArray(Partition.COUNT);
  private final Timer lateness =
      Timer.builder("jararaca.dispatch.lateness")
          .description("From a run's due instant to the broker's confirm.")
          .serviceLevelObjectives(LATENESS_BOUNDS)
          .register(registry);

  private final Counter restarts =
      Counter.builder("jararaca.watch.restarts")
          .description("How often the watches of the resources had gone deaf and were begun anew.")
          .register(registry);

  public OperatorMetrics() {
    Gauge.builder("jararaca.leader", leads, leading -> leading.get() ? 1 : 0)
        .description("1: this process is the beat.")
        .register(registry);
    Gauge.builder("jararaca.actions.armed", this, OperatorMetrics::armedActions)
        .description("Actions whose ticks this beat dispatches.")
        .register(registry);
    Gauge.builder("jararaca.zone.data.info", () -> 1)
        .description("1; the label names the release of the time zone data.")
        .tag("version", ZoneData.version())
        .register(registry);
  }

  /** Shows whether a part is reached. */
  public void watch(Part part) {
    Gauge.builder("jararaca.part.up", part, p -> p.state().up() ? 1 : 0)
        .description("1: the server is reached.")
        .tag("part", part.name())
        .register(registry);
  }

  /** The watches had gone deaf. */
  public void watchesBegunAnew() {
    restarts.increment();
  }

  /** The page that Prometheus reads. */
  public String scrape() {
    return registry.scrape();
  }

  @Override
  public void claimed(Claim claim, ClaimResult result) {
    registry
        .counter(
            "jararaca.claims",
            "kind",
            claim instanceof Claim.Tick ? "Tick" : "Trigger",
            "result",
            result.getClass().getSimpleName())
        .increment();
  }

  @Override
  public void dispatched(RunSpec run, Duration late) {
    lateness.record(late.isNegative() ? Duration.ZERO : late);
  }

  @Override
  public void refused(RunSpec run, String reason) {
    registry.counter("jararaca.publish.refused").increment();
  }

  @Override
  public void armed(Partition partition, int actions) {
    armed.set(partition.index(), actions);
  }

  @Override
  public void leading(boolean leading) {
    leads.set(leading);
    if (!leading) {
      IntStream.range(0, armed.length()).forEach(i -> armed.set(i, 0));
    }
  }

  /**
   * An owner's counters moved. Told by the leader as it writes the owner's status, from what the
   * status showed before, so that a change of leader neither loses nor doubles anything.
   */
  public void counted(OwnerCounters before, OwnerCounters now) {
    ended(RunState.SUCCEEDED, before.succeeded(), now.succeeded());
    ended(RunState.FAILED, before.failed(), now.failed());
    ended(RunState.TIMED_OUT, before.timedOut(), now.timedOut());
    ended(RunState.LOST, before.lost(), now.lost());
    ended(RunState.CANCELLED, before.cancelled(), now.cancelled());
    ended(RunState.EXPIRED, before.expired(), now.expired());
    passed(PassedReason.Kind.SKIPPED, before.skipped(), now.skipped());
    passed(PassedReason.Kind.MISSED, before.missed(), now.missed());
  }

  /** A message's run has ended. Told as its status is written. */
  public void messageEnded(RunState state) {
    ended(state, 0, 1);
  }

  /**
   * @param result {@code written}, {@code unchanged}, {@code conflict} or {@code failed}
   */
  public void statusWrite(String result) {
    registry.counter("jararaca.status.writes", "result", result).increment();
  }

  private void ended(RunState state, long before, long now) {
    if (now > before) {
      registry.counter("jararaca.runs.ended", "state", state.label()).increment(now - before);
    }
  }

  private void passed(PassedReason.Kind kind, long before, long now) {
    if (now > before) {
      registry
          .counter(
              "jararaca.ticks.passed",
              "kind",
              kind == PassedReason.Kind.MISSED ? "Missed" : "Skipped")
          .increment(now - before);
    }
  }

  private int armedActions() {
    return IntStream.range(0, armed.length()).map(armed::get).sum();
  }
}
