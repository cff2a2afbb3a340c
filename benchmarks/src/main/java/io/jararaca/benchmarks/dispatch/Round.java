package io.jararaca.benchmarks.dispatch;

import io.jararaca.benchmarks.beat.BurstResult;
import io.jararaca.benchmarks.limits.BrokerLimit;

/**
 * What was measured one after the other, so that it may be compared.
 *
 * @param oneQueue PerfTest on one queue
 * @param manyQueues PerfTest on as many queues as the burst has handlers
 */
record Round(BrokerLimit oneQueue, BrokerLimit manyQueues, BurstResult burst) {

  /** The burst's rate as a part of PerfTest's on one queue. */
  double ofOneQueue() {
    return burst.perSecond() / oneQueue.publishedPerSecond();
  }

  /** The burst's rate as a part of PerfTest's on as many queues. */
  double ofManyQueues() {
    return burst.perSecond() / manyQueues.publishedPerSecond();
  }
}
