package io.jararaca.core.work;

import io.jararaca.core.ledger.LedgerUnavailableException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls the ledger, brings its answers to the loop's thread, and knows from them whether it is
 * there.
 */
final class LedgerCalls {

  private static final Logger LOG = LoggerFactory.getLogger(LedgerCalls.class);
  private static final int MAX_DOUBLINGS = 20;

  private final Executor serial;
  private final RandomGenerator random;
  private final LoopSettings settings;
  private final Consumer<Boolean> availability;
  private boolean available = true;
  private boolean answeredBefore;

  /**
   * @param availability hears every change, on the loop's thread
   */
  LedgerCalls(
      Executor serial,
      RandomGenerator random,
      LoopSettings settings,
      Consumer<Boolean> availability) {
    this.serial = serial;
    this.random = random;
    this.settings = settings;
    this.availability = availability;
  }

  /**
   * @param unavailable called when the ledger is down: ask again later
   * @param refused called when it answers with an error that asking again will not mend
   */
  <T> void ask(
      Supplier<CompletableFuture<T>> call,
      Consumer<T> answered,
      Runnable unavailable,
      Consumer<Throwable> refused) {
    CompletableFuture<T> future;
    try {
      future = call.get();
    } catch (RuntimeException thrown) {
      future = CompletableFuture.failedFuture(thrown);
    }
    future.whenComplete(
        (answer, failure) ->
            serial.execute(() -> take(answer, cause(failure), answered, unavailable, refused)));
  }

  boolean available() {
    return available;
  }

  /**
   * The wait before a repetition.
   *
   * @param tries made so far, 1 or more
   */
  Duration backoff(int tries) {
    double plain =
        settings.minBackoff().toMillis() * Math.pow(2, Math.min(tries - 1, MAX_DOUBLINGS));
    double longest = Math.min(plain, settings.maxBackoff().toMillis());
    return Duration.ofMillis((long) (longest * random.nextDouble(0.5, 1)));
  }

  private <T> void take(
      T answer,
      @Nullable Throwable failure,
      Consumer<T> answered,
      Runnable unavailable,
      Consumer<Throwable> refused) {
    if (failure instanceof LedgerUnavailableException) {
      unavailable.run();
      change(false, failure.getMessage());
    } else if (failure != null) {
      refused.accept(failure);
    } else {
      answeredBefore = true;
      answered.accept(answer);
      change(true, null);
    }
  }

  private void change(boolean now, @Nullable String why) {
    if (available == now) {
      return;
    }
    available = now;
    if (now) {
      LOG.info("the ledger answers: taking deliveries");
    } else if (!answeredBefore) {
      LOG.info("no deliveries are taken until the ledger answers: {}", why);
    } else {
      LOG.warn("the ledger is down, no new deliveries are taken until it answers: {}", why);
    }
    availability.accept(now);
  }

  private static @Nullable Throwable cause(@Nullable Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }
}
