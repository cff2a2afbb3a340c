package io.jararaca.core.work;

import io.jararaca.core.ledger.CompleteResult;
import io.jararaca.core.ledger.LeaseRef;
import io.jararaca.core.ledger.LedgerUnavailableException;
import io.jararaca.core.ledger.Outcome;
import io.jararaca.core.ledger.StartRequest;
import io.jararaca.core.ledger.StartResult;
import io.jararaca.core.ledger.WorkerLedger;
import io.jararaca.core.presence.Presence;
import io.jararaca.core.presence.WorkerInstance;
import io.jararaca.core.run.Partition;
import io.jararaca.core.run.RunId;
import io.jararaca.core.run.RunState;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** A ledger that allows everything but what the test says, and keeps what it was asked. */
final class ScriptedLedger implements WorkerLedger, Presence {

  final List<StartRequest> starts = new CopyOnWriteArrayList<>();
  final List<List<LeaseRef>> heartbeats = new CopyOnWriteArrayList<>();
  final List<Outcome> outcomes = new CopyOnWriteArrayList<>();
  final List<LeaseRef> released = new CopyOnWriteArrayList<>();
  final List<WorkerInstance> announced = new CopyOnWriteArrayList<>();
  final List<String> withdrawn = new CopyOnWriteArrayList<>();
  final Set<RunId> taken = new HashSet<>();
  volatile boolean down;
  volatile boolean loseAnswers;

  /** What happens while a start is on its way back. */
  Runnable whileStarting = () -> {};

  private final InstantSource clock;

  ScriptedLedger(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public CompletableFuture<StartResult> start(StartRequest request) {
    return answer(
        () -> {
          starts.add(request);
          if (taken.contains(request.spec().id())) {
            return new StartResult.Drop("running elsewhere");
          }
          LeaseRef lease =
              new LeaseRef(request.spec().id(), "1:" + request.nonce(), request.instance());
          StartResult started = new StartResult.Started(lease, 1, clock.instant());
          whileStarting.run();
          return started;
        });
  }

  @Override
  public CompletableFuture<List<Boolean>> heartbeat(
      Partition partition, List<LeaseRef> leases, Duration lease) {
    return answer(
        () -> {
          heartbeats.add(leases);
          List<Boolean> kept = new ArrayList<>();
          leases.forEach(each -> kept.add(!taken.contains(each.run())));
          return kept;
        });
  }

  @Override
  public CompletableFuture<CompleteResult> complete(LeaseRef lease, Outcome outcome) {
    return answer(
        () -> {
          outcomes.add(outcome);
          return new CompleteResult.Ended(RunState.SUCCEEDED);
        });
  }

  @Override
  public CompletableFuture<Boolean> release(LeaseRef lease) {
    return answer(
        () -> {
          released.add(lease);
          return true;
        });
  }

  @Override
  public CompletableFuture<Void> announce(WorkerInstance worker, Duration validity) {
    return answer(() -> announced.add(worker)).thenApply(added -> null);
  }

  @Override
  public CompletableFuture<Void> withdraw(String instance) {
    return answer(() -> withdrawn.add(instance)).thenApply(added -> null);
  }

  @Override
  public CompletableFuture<List<WorkerInstance>> live() {
    return answer(() -> List.copyOf(announced));
  }

  private <T> CompletableFuture<T> answer(Supplier<T> call) {
    if (down) {
      return lost();
    }
    T value = call.get();
    return loseAnswers ? lost() : CompletableFuture.completedFuture(value);
  }

  private static <T> CompletableFuture<T> lost() {
    return CompletableFuture.failedFuture(
        new LedgerUnavailableException("down", new RuntimeException("no connection")));
  }
}
