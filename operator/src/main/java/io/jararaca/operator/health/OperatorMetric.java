package io.jararaca.operator.health;

import static io.jararaca.health.Metric.counter;
import static io.jararaca.health.Metric.gauge;
import static io.jararaca.health.Metric.histogram;

import io.jararaca.health.Metric;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Every figure of an operator. Labels never hold names of resources, of which there may be many
 * thousands.
 */
public enum OperatorMetric {
  LEADER(
      gauge(
          "jararaca.leader",
          "1: this replica leads: it dispatches and writes statuses. 0: it stands by. Over all replicas the sum is 1.")),
  ACTIONS_ARMED(
      gauge(
          "jararaca.actions.armed",
          "ScheduledActions whose ticks this replica dispatches; 0 on a standby.")),
  PART_UP(
      gauge(
          "jararaca.part.up",
          "1: the part is reached. Parts: redis, rabbitmq, kubernetes, and resources, the watches of them.",
          "part")),
  LEDGER_FAULTY(
      gauge(
          "jararaca.ledger.faulty.partitions",
          "Partitions, of 64, in which Redis answers the leader with an error of its own, or keeps what cannot be read; the log says what. 0 on a standby.")),
  ZONE_DATA(
      gauge(
          "jararaca.zone.data.info",
          "1; the label names the release of the time zone data.",
          "version")),
  DISPATCH_LATENESS(
      histogram(
          "jararaca.dispatch.lateness",
          "From a run's due instant to the broker's confirm. Its count is that of the runs dispatched.",
          IntStream.of(1, 2, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000, 60_000)
              .mapToObj(Duration::ofMillis)
              .toList())),
  DISPATCH_AWAITING(
      gauge(
          "jararaca.dispatch.awaiting.confirm",
          "Runs that are claimed and wait for RabbitMQ's confirm, at most MAX_IN_FLIGHT; 0 on a standby.")),
  CLAIM_LATENCY(
      histogram(
          "jararaca.claim.latency", "From a batch of claims to the ledger's answer.", latencies())),
  CONFIRM_LATENCY(
      histogram(
          "jararaca.confirm.latency",
          "From a run's publishing to RabbitMQ's confirm.",
          latencies())),
  MESSAGES_PENDING(
      gauge(
          "jararaca.messages.pending",
          "Messages that wait for their instant, retries of messages included, as the leader last counted them: every 15 s. A standby shows 0 or nothing.",
          "namespace")),
  RUNS_OVERDUE(
      gauge(
          "jararaca.runs.overdue",
          "Runs whose instant has come and that the leader has not looked at since: due messages and retries, ended leases and retentions; counted with the messages. Near 0 where the leader keeps up; 0 on a standby.")),
  OVERDUE_AGE(
      gauge(
          "jararaca.runs.overdue.age.seconds",
          "How long the oldest of the overdue runs has been so, by the ledger's clock; 0: there is none.")),
  WORKERS_LIVE(
      gauge(
          "jararaca.workers.live",
          "Worker instances that have announced themselves, in all namespaces, as the leader saw them last: every 2 s. 0 on a standby.")),
  CLAIMS(
      counter(
          "jararaca.claims",
          "Answers of the ledger to claims. kind: Tick or Trigger. result: Claimed, AlreadyClaimed, AlreadyHandled and Skipped decide; SlotBusy waits for a run to end; Moved, Changed and Gone register the action anew.",
          "kind",
          "result")),
  PUBLISH_REFUSED(
      counter(
          "jararaca.publish.refused",
          "Publishings that RabbitMQ did not take; the runs are published again.")),
  RUNS_ENDED(
      counter(
          "jararaca.runs.ended",
          "Runs that ended, by state, counted as the leader writes statuses: Succeeded, Failed, TimedOut, Lost, Cancelled, Expired, and of messages Duplicate.",
          "state")),
  STATE_LOST(
      counter(
          "jararaca.actions.state.lost",
          "Actions whose state the ledger had lost, and that were registered anew: LedgerIntact is False at each until its next success.")),
  TICKS_PASSED(
      counter(
          "jararaca.ticks.passed",
          "Ticks that got no run. kind: Skipped or Missed; the resources' statuses tell the reasons.",
          "kind")),
  STATUS_WRITES(
      counter(
          "jararaca.status.writes",
          "Writes of statuses to the API server. result: written, unchanged (nothing to write), conflict (the resource had changed), gone (it was deleted) or failed.",
          "result")),
  WATCH_RESTARTS(
      counter(
          "jararaca.watch.restarts",
          "How often the watches of the resources had gone deaf and were begun anew."));

  private static List<Duration> latencies() {
    return IntStream.of(1, 2, 5, 10, 25, 50, 100, 250, 500, 1000, 5000)
        .mapToObj(Duration::ofMillis)
        .toList();
  }

  private final Metric metric;

  OperatorMetric(Metric metric) {
    this.metric = metric;
  }

  public Metric metric() {
    return metric;
  }
}
