package io.jararaca.e2e.soak;

import io.jararaca.core.ledger.LedgerReader;
import io.jararaca.core.ledger.OwnerSnapshot;
import io.jararaca.core.ledger.RunSnapshot;
import io.jararaca.core.run.OwnerKey;
import io.jararaca.core.run.PassedRange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The reasons that the ledger recorded for ticks without a run. It keeps the newest only, and may
 * lose its state, so they are read now and then.
 */
final class Reasons {

  private static final long ANSWER_SECONDS = 10;

  private final Map<String, Map<Instant, String>> ofOwner = new HashMap<>();
  private final List<String> wrong = new ArrayList<>();

  /**
   * Reads what there is of these owners.
   *
   * @return runs that have not ended
   */
  List<RunSnapshot> read(LedgerReader reader, List<OwnerKey> owners) {
    List<CompletableFuture<Optional<OwnerSnapshot>>> answers =
        owners.stream().map(reader::owner).toList();
    List<RunSnapshot> live = new ArrayList<>();
    for (int i = 0; i < owners.size(); i++) {
      Optional<OwnerSnapshot> snapshot = answer(answers.get(i));
      if (snapshot.isPresent()) {
        String owner = owners.get(i).toString();
        note(owner, snapshot.get().passed());
        snapshot.get().history().stream()
            .filter(run -> run.attempts() == 0)
            .forEach(run -> reasonsOf(owner).put(run.plannedAt(), run.state().label()));
        live.addAll(snapshot.get().active());
      }
    }
    return live;
  }

  /** Keeps these ranges, whose owner has a tick each second. */
  void note(String owner, List<PassedRange> ranges) {
    for (PassedRange range : ranges) {
      long seconds = range.to().getEpochSecond() - range.from().getEpochSecond() + 1;
      if (seconds != range.count()) {
        wrong.add(owner + " counts " + range.count() + " ticks in " + range);
      }
      for (long i = 0; i < seconds; i++) {
        reasonsOf(owner).put(range.from().plusSeconds(i), range.reason().label());
      }
    }
  }

  private Map<Instant, String> reasonsOf(String owner) {
    return ofOwner.computeIfAbsent(owner, any -> new TreeMap<>());
  }

  /** Why that tick got no run that started; none is known. */
  Optional<String> of(String owner, Instant tick) {
    return Optional.ofNullable(ofOwner.getOrDefault(owner, Map.of()).get(tick));
  }

  /** All ticks of an owner that have a reason. */
  Map<Instant, String> of(String owner) {
    return ofOwner.getOrDefault(owner, Map.of());
  }

  /** What contradicts itself. */
  List<String> wrong() {
    return wrong;
  }

  private static <T> T answer(CompletableFuture<T> future) {
    try {
      return future.get(ANSWER_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the ledger does not answer the judge", e);
    }
  }
}
