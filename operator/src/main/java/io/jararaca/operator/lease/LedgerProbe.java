package io.jararaca.operator.lease;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether this process reaches the ledger. Who does not reach it neither stands for election nor
 * keeps another, who does, from leading.
 */
final class LedgerProbe {

  private final Supplier<CompletableFuture<Long>> highestToken;
  private final Duration answer;
  private final LongSupplier nanos;
  private @Nullable CompletableFuture<Long> asked;
  private long reachedAt;

  LedgerProbe(Supplier<CompletableFuture<Long>> highestToken, Duration answer, LongSupplier nanos) {
    this.highestToken = highestToken;
    this.answer = answer;
    this.nanos = nanos;
  }

  /** The highest token that the ledger has seen; empty: it does not answer in time. Blocks. */
  OptionalLong highestToken() throws InterruptedException {
    try {
      long token = highestToken.get().get(answer.toMillis(), TimeUnit.MILLISECONDS);
      reachedAt = nanos.getAsLong();
      return OptionalLong.of(token);
    } catch (ExecutionException | TimeoutException e) {
      return OptionalLong.empty();
    }
  }

  /** Asks without waiting; for a leader, whose renewals must not wait for the ledger. */
  void ask() {
    if (asked != null && asked.isDone()) {
      if (!asked.isCompletedExceptionally()) {
        reachedAt = nanos.getAsLong();
      }
      asked = null;
    }
    if (asked == null) {
      asked = highestToken.get();
    }
  }

  /** How long ago the ledger last answered. */
  Duration silence() {
    return Duration.ofNanos(nanos.getAsLong() - reachedAt);
  }
}
