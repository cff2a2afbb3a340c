package io.jararaca.core.simulation;

import io.jararaca.core.ledger.CompleteResult;
import io.jararaca.core.ledger.FencingToken;
import io.jararaca.core.ledger.LeaseRef;
import io.jararaca.core.ledger.Ledger;
import io.jararaca.core.ledger.Outcome;
import io.jararaca.core.ledger.Publication;
import io.jararaca.core.ledger.RunRev;
import io.jararaca.core.ledger.RunSnapshot;
import io.jararaca.core.ledger.StartRequest;
import io.jararaca.core.ledger.StartResult;
import io.jararaca.core.ledger.SweepRequest;
import io.jararaca.core.ledger.Swept;
import io.jararaca.core.run.Partition;
import io.jararaca.core.run.RunId;
import io.jararaca.core.run.RunSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** What may be wrong in how runs start, live and end. */
final class BrokenAttempts {

  private BrokenAttempts() {}

  private static StartResult started(StartRequest request) {
    LeaseRef lease =
        new LeaseRef(request.spec().id(), "broken:" + request.nonce(), request.instance());
    return new StartResult.Started(lease, 1, request.spec().plannedAt());
  }

  /** Who ever started a run may speak for it. */
  static final class LeaseNotCompared extends BrokenLedger {

    private final Map<RunId, LeaseRef> newest = new HashMap<>();

    LeaseNotCompared(Ledger real) {
      super(real);
    }

    private LeaseRef newest(LeaseRef lease) {
      LeaseRef known = newest.get(lease.run());
      return known == null ? lease : known;
    }

    @Override
    public CompletableFuture<StartResult> start(StartRequest request) {
      return real.start(request)
          .thenApply(
              result -> {
                if (result instanceof StartResult.Started started && request.spec().exclusive()) {
                  newest.put(request.spec().id(), started.lease());
                }
                return result;
              });
    }

    @Override
    public CompletableFuture<List<Boolean>> heartbeat(
        Partition partition, List<LeaseRef> leases, Duration lease) {
      return real.heartbeat(partition, leases.stream().map(this::newest).toList(), lease);
    }

    @Override
    public CompletableFuture<CompleteResult> complete(LeaseRef lease, Outcome outcome) {
      return real.complete(newest(lease), outcome);
    }

    @Override
    public CompletableFuture<Boolean> release(LeaseRef lease) {
      return real.release(newest(lease));
    }
  }

  /** A lease that was given up is kept on, if its worker says so. */
  static final class HeartbeatRevives extends BrokenLedger {

    HeartbeatRevives(Ledger real) {
      super(real);
    }

    @Override
    public CompletableFuture<List<Boolean>> heartbeat(
        Partition partition, List<LeaseRef> leases, Duration lease) {
      return real.heartbeat(partition, leases, lease)
          .thenApply(kept -> kept.stream().map(each -> true).toList());
    }
  }

  /** Any delivery starts a run, were it from before an edit or a retry. */
  static final class RevIgnored extends BrokenLedger {

    RevIgnored(Ledger real) {
      super(real);
    }

    @Override
    public CompletableFuture<StartResult> start(StartRequest request) {
      int rev = real.run(request.spec().id()).join().map(RunSnapshot::rev).orElse(request.rev());
      return real.start(
          new StartRequest(
              request.spec(),
              rev,
              request.incarnation(),
              request.nonce(),
              request.instance(),
              request.lease(),
              request.body()));
    }
  }

  /** A delivery without a record is run, though the ledger lost nothing. */
  static final class AbsentStarts extends BrokenLedger {

    AbsentStarts(Ledger real) {
      super(real);
    }

    @Override
    public CompletableFuture<StartResult> start(StartRequest request) {
      boolean known = real.run(request.spec().id()).join().isPresent();
      CompletableFuture<StartResult> result = real.start(request);
      return known || result.join() instanceof StartResult.Started
          ? result
          : answer(started(request));
    }
  }

  /** A run that has ended is run again when its delivery comes once more. */
  static final class EndedStarts extends BrokenLedger {

    EndedStarts(Ledger real) {
      super(real);
    }

    @Override
    public CompletableFuture<StartResult> start(StartRequest request) {
      Optional<RunSnapshot> run = real.run(request.spec().id()).join();
      return run.isPresent() && run.get().state().ended()
          ? answer(started(request))
          : real.start(request);
    }
  }

  /** Attempts are what was dispatched, whether a worker began or not. */
  static final class CountedAtDispatch extends BrokenLedger {

    private final Map<RunId, RunSpec> started = new HashMap<>();
    private final Map<RunId, Integer> dispatched = new HashMap<>();

    CountedAtDispatch(Ledger real) {
      super(real);
    }

    @Override
    public CompletableFuture<Swept> sweep(
        Partition partition, FencingToken token, SweepRequest request) {
      return real.sweep(partition, token, request)
          .thenApply(
              swept -> {
                swept.toPublish().forEach(each -> count(each.spec().id()));
                return swept;
              });
    }

    @Override
    public CompletableFuture<Void> commit(Partition partition, List<RunRev> runs) {
      runs.stream().filter(run -> run.rev() == 0).forEach(run -> count(run.id()));
      return real.commit(partition, runs);
    }

    private void count(RunId run) {
      dispatched.merge(run, 1, Integer::sum);
    }

    @Override
    public CompletableFuture<StartResult> start(StartRequest request) {
      started.put(request.spec().id(), request.spec());
      return real.start(request);
    }

    @Override
    public CompletableFuture<CompleteResult> complete(LeaseRef lease, Outcome outcome) {
      RunSpec spec = started.get(lease.run());
      boolean last =
          spec != null
              && dispatched.getOrDefault(lease.run(), 0) >= spec.retry().maxAttempts()
              && outcome instanceof Outcome.Failed;
      return real.complete(lease, last ? new Outcome.Rejected("fails") : outcome);
    }
  }

  /** What failed on an instance is handed out to it again. */
  static final class BroadcastRetried extends BrokenLedger {

    private final Map<LeaseRef, StartRequest> started = new HashMap<>();
    private final Map<RunId, Publication> again = new HashMap<>();

    BroadcastRetried(Ledger real) {
      super(real);
    }

    @Override
    public CompletableFuture<StartResult> start(StartRequest request) {
      CompletableFuture<StartResult> result = real.start(request);
      if (request.spec().exclusive()) {
        return result;
      }
      if (result.join() instanceof StartResult.Started now) {
        started.put(now.lease(), request);
        return result;
      }
      return again.remove(request.spec().id()) == null ? result : answer(started(request));
    }

    @Override
    public CompletableFuture<CompleteResult> complete(LeaseRef lease, Outcome outcome) {
      StartRequest request = started.get(lease);
      if (request != null && outcome instanceof Outcome.Failed) {
        again.put(
            lease.run(),
            new Publication(request.spec(), request.rev(), request.incarnation(), request.body()));
      }
      return real.complete(lease, outcome);
    }

    @Override
    public CompletableFuture<Swept> sweep(
        Partition partition, FencingToken token, SweepRequest request) {
      return real.sweep(partition, token, request)
          .thenApply(
              swept -> {
                List<Publication> toPublish = new ArrayList<>(swept.toPublish());
                again.values().stream()
                    .filter(run -> run.spec().partition().equals(partition))
                    .forEach(toPublish::add);
                return new Swept(
                    toPublish,
                    swept.looked(),
                    swept.nextLook(),
                    swept.now(),
                    swept.unstarted(),
                    swept.awaited(),
                    swept.newestStarted(),
                    swept.unreadable());
              });
    }
  }
}
