package io.jararaca.core.ledger.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.jararaca.core.ledger.Claim;
import io.jararaca.core.ledger.ClaimResult;
import io.jararaca.core.ledger.Outcome;
import io.jararaca.core.ledger.Publication;
import io.jararaca.core.ledger.StartRequest;
import io.jararaca.core.ledger.StartResult;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many at once: each decision falls once. */
abstract class ConcurrentContract extends LedgerScenario {

  private static final int CALLERS = 8;
  private final ExecutorService callers = Executors.newFixedThreadPool(CALLERS);

  ConcurrentContract(LedgerUnderTest subject) {
    super(subject);
  }

  @AfterEach
  void stop() {
    callers.shutdownNow();
  }

  @Test
  void of_many_claims_of_one_tick_one_succeeds() {
    registered(ONE_AT_A_TIME);
    Claim.Tick tick = nextTick();

    List<ClaimResult> results = atOnce(() -> claim(tick));

    assertThat(results).filteredOn(r -> r instanceof ClaimResult.Claimed).hasSize(1);
    assertThat(results).filteredOn(r -> r instanceof ClaimResult.AlreadyClaimed).hasSize(7);
    assertThat(ownerSnapshot().counters().runs()).isEqualTo(1);
  }

  @Test
  void of_many_starts_of_one_delivery_one_succeeds() {
    Publication claimed = claimed();
    List<StartRequest> requests = new ArrayList<>();
    for (int i = 0; i < CALLERS; i++) {
      requests.add(delivered(claimed, "worker-" + i, LONG_LEASE));
    }

    List<StartResult> results = atOnce(requests.stream().map(r -> call(() -> start(r))).toList());

    assertThat(results).filteredOn(r -> r instanceof StartResult.Started).hasSize(1);
    assertThat(run(claimed).attempts()).isEqualTo(1);
  }

  @Test
  void many_ends_of_one_attempt_count_once() {
    var lease = started(claimed());

    atOnce(() -> complete(lease, new Outcome.Succeeded()));

    assertThat(ownerSnapshot().counters().succeeded()).isEqualTo(1);
    assertThat(ownerSnapshot().history()).hasSize(1);
  }

  private static <T> Callable<T> call(Callable<T> callable) {
    return callable;
  }

  private <T> List<T> atOnce(Callable<T> call) {
    return atOnce(java.util.Collections.nCopies(CALLERS, call));
  }

  private <T> List<T> atOnce(List<Callable<T>> calls) {
    try {
      List<T> results = new ArrayList<>();
      for (Future<T> future : callers.invokeAll(calls)) {
        results.add(future.get());
      }
      return results;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a call failed", e);
    }
  }
}
