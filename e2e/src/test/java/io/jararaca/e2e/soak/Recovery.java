package io.jararaca.e2e.soak;

import io.jararaca.e2e.mainjob.RunLog.Attempt;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** How long it took until all was well again, as handlers' begins tell. */
final class Recovery {

  private Recovery() {}

  /** The time to recover; none yet: it goes on. */
  static Optional<Duration> measure(Fault fault, Strike strike, List<Attempt> attempts) {
    return switch (fault.measure()) {
      case NEXT_TICK -> nextTick(strike, attempts);
      case INTERRUPTED_RUNS -> interruptedRuns(strike, attempts);
    };
  }

  private static Optional<Duration> nextTick(Strike strike, List<Attempt> attempts) {
    return attempts.stream()
        .filter(attempt -> attempt.plannedAt().isAfter(strike.over()))
        .map(attempt -> since(strike, attempt))
        .min(Duration::compareTo);
  }

  private static Optional<Duration> interruptedRuns(Strike strike, List<Attempt> attempts) {
    Set<String> interrupted =
        attempts.stream()
            .filter(attempt -> attempt.end() == null && ofKilled(strike, attempt))
            .map(Attempt::run)
            .collect(Collectors.toSet());
    Map<String, Duration> again = new HashMap<>();
    for (Attempt attempt : attempts) {
      if (interrupted.contains(attempt.run())
          && !ofKilled(strike, attempt)
          && attempt.begin() > strike.begun().toEpochMilli()) {
        again.merge(
            attempt.run(),
            since(strike, attempt),
            (one, two) -> one.compareTo(two) < 0 ? one : two);
      }
    }
    if (again.size() < interrupted.size()) {
      return Optional.empty();
    }
    return Optional.of(again.values().stream().max(Duration::compareTo).orElse(Duration.ZERO));
  }

  private static boolean ofKilled(Strike strike, Attempt attempt) {
    return strike.killed().stream().anyMatch(pod -> attempt.instance().startsWith(pod + "-"));
  }

  private static Duration since(Strike strike, Attempt attempt) {
    return Duration.between(strike.over(), Instant.ofEpochMilli(attempt.begin()));
  }

  /** How long until each of these owners had a tick again; none yet: one had not. */
  static Optional<Duration> all(Strike strike, Set<String> owners, List<Attempt> attempts) {
    Map<String, Duration> first = new HashMap<>();
    for (Attempt attempt : attempts) {
      if (attempt.plannedAt().isAfter(strike.over())) {
        first.putIfAbsent(attempt.owner(), since(strike, attempt));
      }
    }
    first.keySet().retainAll(owners);
    return first.size() < owners.size()
        ? Optional.empty()
        : first.values().stream().max(Duration::compareTo);
  }
}
