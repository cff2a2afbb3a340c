package io.jararaca.core.ledger.memory;

import static java.util.Objects.requireNonNull;

import io.jararaca.core.presence.Presence;
import io.jararaca.core.presence.WorkerInstance;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Presence in memory. Safe for many threads. */
public final class InMemoryPresence implements Presence {

  private record Announced(WorkerInstance worker, Instant validUntil) {}

  private final InstantSource clock;
  private final Map<String, Announced> announced = new ConcurrentHashMap<>();

  public InMemoryPresence(InstantSource clock) {
    this.clock = requireNonNull(clock, "clock");
  }

  @Override
  public CompletableFuture<Void> announce(WorkerInstance worker, Duration validity) {
    Instant validUntil = Millis.plus(Millis.floor(clock.instant()), validity);
    announced.put(worker.instance(), new Announced(worker, validUntil));
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public CompletableFuture<Void> withdraw(String instance) {
    announced.remove(instance);
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public CompletableFuture<List<WorkerInstance>> live() {
    Instant now = clock.instant();
    announced.values().removeIf(a -> !a.validUntil().isAfter(now));
    return CompletableFuture.completedFuture(
        announced.values().stream()
            .map(Announced::worker)
            .sorted(Comparator.comparing(WorkerInstance::instance))
            .toList());
  }
}
