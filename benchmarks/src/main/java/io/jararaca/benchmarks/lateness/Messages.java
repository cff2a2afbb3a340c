package io.jararaca.benchmarks.lateness;

import io.jararaca.core.action.MessageDefinition;
import io.jararaca.core.action.RunTemplate;
import io.jararaca.core.ledger.MessageLedger;
import io.jararaca.core.ledger.OnDuplicate;
import io.jararaca.core.run.HandlerRef;
import io.jararaca.core.run.Owner;
import io.jararaca.core.run.OwnerKey;
import io.jararaca.core.run.RunId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;

/**
 * Delayed messages at a steady low rate, each submitted by itself a while before it is due, as the
 * operator submits a DelayedMessage. Their due instants fall on every fraction of a second.
 */
final class Messages {
  private static final long GAP_MILLIS = 50;
  private static final long LEAST_AHEAD_MILLIS = 300;
  private static final long MOST_AHEAD_MILLIS = 3_000;
  private static final byte[] PAYLOAD =
      ("{\"text\":\"" + "x".repeat(189) + "\"}").getBytes(StandardCharsets.UTF_8);

  private final MessageLedger ledger;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final BareTimer timer;

  /**
   * @param timer is given the same due instants
   */
  Messages(MessageLedger ledger, InstantSource clock, RandomGenerator random, BareTimer timer) {
    this.ledger = ledger;
    this.clock = clock;
    this.random = random;
    this.timer = timer;
  }

  /**
   * Submits, one every 50 ms.
   *
   * @return their runs
   * @throws java.util.concurrent.CompletionException the ledger did not take one
   */
  List<RunId> submit(int count) {
    Instant begin = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    List<RunId> runs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Instant at = begin.plusMillis(i * GAP_MILLIS);
      sleepUntil(at);
      Instant dueAt = at.plusMillis(random.nextLong(LEAST_AHEAD_MILLIS, MOST_AHEAD_MILLIS));
      timer.schedule(dueAt);
      runs.add(submit(dueAt));
    }
    return runs;
  }

  private RunId submit(Instant dueAt) {
    String uid = UUID.randomUUID().toString();
    MessageDefinition message =
        new MessageDefinition(
            new Owner(OwnerKey.delayedMessage(BenchWorker.NAMESPACE, "mail-" + uid), uid),
            1,
            dueAt,
            null,
            null,
            OnDuplicate.IGNORE,
            RunTemplate.of(new HandlerRef(BenchWorker.NAMESPACE, BenchWorker.HANDLER))
                .withPayload(PAYLOAD),
            false);
    ledger.submit(message.runId().partition(), List.of(message.submission())).join();
    return message.runId();
  }

  private void sleepUntil(Instant at) {
    for (long left = left(at); left > 0; left = left(at)) {
      LockSupport.parkNanos(left);
    }
  }

  private long left(Instant at) {
    return clock.instant().until(at, ChronoUnit.NANOS);
  }
}
