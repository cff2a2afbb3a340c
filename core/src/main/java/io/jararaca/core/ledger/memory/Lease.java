package io.jararaca.core.ledger.memory;

import io.jararaca.core.ledger.LeaseRef;
import io.jararaca.core.ledger.StartResult;
import io.jararaca.core.run.RunId;
import java.time.Duration;
import java.time.Instant;

/** An attempt's hold on its run, or on its part of a broadcast. */
record Lease(int attempt, String nonce, String instance, Instant startedAt, Instant endsAt) {

  String id() {
    return attempt + ":" + nonce;
  }

  boolean live(Instant now) {
    return endsAt.isAfter(now);
  }

  /** Whether the attempt has had all the time that it may take. */
  boolean outOfTime(Duration timeout, Instant now) {
    return !startedAt.plus(timeout).isAfter(now);
  }

  Lease prolonged(Instant until) {
    return new Lease(attempt, nonce, instance, startedAt, until);
  }

  StartResult.Started started(RunId run) {
    return new StartResult.Started(new LeaseRef(run, id(), instance), attempt, startedAt);
  }
}
