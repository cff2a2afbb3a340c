package io.jararaca.operator.health;

import io.jararaca.core.beat.BeatListener;
import io.jararaca.core.ledger.Backlog;
import io.jararaca.core.ledger.Claim;
import io.jararaca.core.ledger.ClaimResult;
import io.jararaca.core.ledger.OwnerCounters;
import io.jararaca.core.run.Partition;
import io.jararaca.core.run.PassedReason;
import io.jararaca.core.run.RunSpec;
import io.jararaca.core.run.RunState;
import io.jararaca.core.schedule.ZoneData;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Keeps the operator's figures, as {@link OperatorMetric} describes them. */
public final class OperatorMetrics implements BeatListener {

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final AtomicBoolean leads = new AtomicBoolean();
  private final Set<Partition> faulty = ConcurrentHashMap.newKeySet();
  private final AtomicIntegerArray armed = new AtomicIntegerArray(Partition.COUNT);
  private final Timer lateness = OperatorMetric.DISPATCH_LATENESS.metric().timer(registry);
  private final Timer claimLatency = OperatorMetric.CLAIM_LATENCY.metric().timer(registry);
  private final Timer confirmLatency = OperatorMetric.CONFIRM_LATENCY.metric().timer(registry);
  private final AtomicInteger awaiting = new AtomicInteger();
  private final AtomicInteger workers = new AtomicInteger();
  private final Counter restarts = counter(OperatorMetric.WATCH_RESTARTS);

  private final Set<String> namespaces = ConcurrentHashMap.newKeySet();
  private volatile @Nullable Backlog backlog;

  public OperatorMetrics() {
    gauge(OperatorMetric.LEADER, () -> leads.get() ? 1 : 0);
    gauge(OperatorMetric.ACTIONS_ARMED, this::armedActions);
    gauge(OperatorMetric.RUNS_OVERDUE, () -> of(Backlog::overdue));
    gauge(OperatorMetric.OVERDUE_AGE, () -> of(OperatorMetrics::overdueSeconds));
    gauge(OperatorMetric.LEDGER_FAULTY, faulty::size);
    gauge(OperatorMetric.ZONE_DATA, () -> 1, ZoneData.version());
    gauge(OperatorMetric.DISPATCH_AWAITING, awaiting::get);
    gauge(OperatorMetric.WORKERS_LIVE, workers::get);
    beginAtZero();
  }

  /** Shows whether a part is reached. */
  public void watch(Part part) {
    gauge(OperatorMetric.PART_UP, () -> part.state().up() ? 1 : 0, part.name());
  }

  /** The watches had gone deaf. */
  public void watchesBegunAnew() {
    restarts.increment();
  }

  /** What waits, as the leader counted it last. */
  public void backlog(Backlog counted) {
    backlog = counted;
    counted.pending().keySet().stream().filter(namespaces::add).forEach(this::showPending);
  }

  private void showPending(String namespace) {
    gauge(
        OperatorMetric.MESSAGES_PENDING,
        () -> of(waiting -> waiting.pendingOf(namespace)),
        namespace);
  }

  /** The page that Prometheus reads. */
  public String scrape() {
    return registry.scrape();
  }

  /** The broker confirmed a publishing. */
  void confirmed(Duration took) {
    confirmLatency.record(took);
  }

  /** How many worker instances the leader saw last. */
  public void workers(int live) {
    workers.set(live);
  }

  @Override
  public void claimsAnswered(Duration took) {
    claimLatency.record(took);
  }

  @Override
  public void awaitingConfirm(int runs) {
    awaiting.set(runs);
  }

  @Override
  public void stateLost(long actions) {
    counter(OperatorMetric.STATE_LOST).increment(actions);
  }

  @Override
  public void claimed(Claim claim, ClaimResult result) {
    counter(
            OperatorMetric.CLAIMS,
            claim instanceof Claim.Tick ? "Tick" : "Trigger",
            result.getClass().getSimpleName())
        .increment();
  }

  @Override
  public void dispatched(RunSpec run, Duration late) {
    lateness.record(late.isNegative() ? Duration.ZERO : late);
  }

  @Override
  public void refused(RunSpec run, String reason) {
    counter(OperatorMetric.PUBLISH_REFUSED).increment();
  }

  @Override
  public void armed(Partition partition, int actions) {
    armed.set(partition.index(), actions);
  }

  @Override
  public void faulty(Partition partition, String what) {
    faulty.add(partition);
  }

  @Override
  public void healthy(Partition partition) {
    faulty.remove(partition);
  }

  @Override
  public void leading(boolean leading) {
    leads.set(leading);
    if (!leading) {
      faulty.clear();
      backlog = null;
      awaiting.set(0);
      workers.set(0);
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
   * @param result {@code written}, {@code unchanged}, {@code conflict}, {@code gone} or {@code
   *     failed}
   */
  public void statusWrite(String result) {
    counter(OperatorMetric.STATUS_WRITES, result).increment();
  }

  /** An alert on an increase would not see the first, were the counter not there before. */
  private void beginAtZero() {
    counter(OperatorMetric.PUBLISH_REFUSED);
    counter(OperatorMetric.STATE_LOST);
    for (RunState state : RunState.values()) {
      if (state.ended()) {
        counter(OperatorMetric.RUNS_ENDED, state.label());
      }
    }
    for (String kind : List.of("Skipped", "Missed")) {
      counter(OperatorMetric.TICKS_PASSED, kind);
    }
    for (String result : List.of("written", "unchanged", "conflict", "gone", "failed")) {
      counter(OperatorMetric.STATUS_WRITES, result);
    }
  }

  private void ended(RunState state, long before, long now) {
    if (now > before) {
      counter(OperatorMetric.RUNS_ENDED, state.label()).increment(now - before);
    }
  }

  private void passed(PassedReason.Kind kind, long before, long now) {
    if (now > before) {
      String name = kind == PassedReason.Kind.MISSED ? "Missed" : "Skipped";
      counter(OperatorMetric.TICKS_PASSED, name).increment(now - before);
    }
  }

  private Counter counter(OperatorMetric metric, String... labels) {
    return metric.metric().counter(registry, labels);
  }

  private void gauge(OperatorMetric metric, Supplier<Number> value, String... labels) {
    metric.metric().gauge(registry, value, labels);
  }

  private Number of(Function<Backlog, Number> figure) {
    Backlog waiting = backlog;
    return waiting == null ? 0 : figure.apply(waiting);
  }

  private static Number overdueSeconds(Backlog waiting) {
    Instant earliest = waiting.earliest();
    return earliest == null || waiting.now().isBefore(earliest)
        ? 0
        : Duration.between(earliest, waiting.now()).toMillis() / 1000.0;
  }

  private int armedActions() {
    return IntStream.range(0, armed.length()).map(armed::get).sum();
  }
}
