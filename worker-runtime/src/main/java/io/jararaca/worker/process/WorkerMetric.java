package io.jararaca.worker.process;

import static io.jararaca.health.Metric.counter;
import static io.jararaca.health.Metric.gauge;
import static io.jararaca.health.Metric.timer;

import io.jararaca.health.Metric;

/** Every figure of a worker. */
public enum WorkerMetric {
  RUNS(
      timer(
          "jararaca.worker.runs",
          "Attempts that ended here, and how long they took. outcome: Succeeded, Failed, TimedOut, Rejected or RetryLater.",
          "handler",
          "outcome")),
  RUNNING(gauge("jararaca.worker.running", "Runs that hold a slot, of CONCURRENCY.")),
  WAITING(gauge("jararaca.worker.waiting", "Deliveries in line for a slot.")),
  HELD(gauge("jararaca.worker.held", "Deliveries that wait for Redis to answer.")),
  READY(gauge("jararaca.worker.ready", "1: it takes runs, and Redis and RabbitMQ are reached.")),
  DROPPED(
      counter(
          "jararaca.worker.dropped",
          "Deliveries that the ledger said not to start: repetitions, cancelled and ended runs.",
          "handler")),
  HANDED_BACK(
      counter(
          "jararaca.worker.handed.back",
          "Runs given back for another worker, without an attempt counted.",
          "handler")),
  STOPPED(
      counter(
          "jararaca.worker.stopped",
          "Handlers that were interrupted. reason: TIMEOUT, LEASE_ENDING (Redis did not answer in time), LEASE_LOST or HAND_BACK.",
          "handler",
          "reason")),
  DEAF(
      counter(
          "jararaca.worker.deaf",
          "Handlers that did not react to their interrupt within KILL_GRACE_SECONDS.",
          "handler"));

  private final Metric metric;

  WorkerMetric(Metric metric) {
    this.metric = metric;
  }

  public Metric metric() {
    return metric;
  }
}
