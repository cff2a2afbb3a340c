package io.jararaca.core.simulation;

import io.jararaca.core.ledger.CancelReason;
import io.jararaca.core.ledger.Ledger;
import io.jararaca.core.ledger.RunSnapshot;
import io.jararaca.core.ledger.Submission;
import io.jararaca.core.ledger.SubmitResult;
import io.jararaca.core.run.Partition;
import io.jararaca.core.run.RunId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What may be wrong in what changes messages. */
final class BrokenMessages {

  private BrokenMessages() {}

  /** A message is cancelled, and delivered all the same. */
  static final class CancelNotCarriedOut extends BrokenLedger {

    CancelNotCarriedOut(Ledger real) {
      super(real);
    }

    @Override
    public CompletableFuture<Boolean> cancel(RunId run, CancelReason reason) {
      boolean waits =
          real.run(run).join().map(RunSnapshot::state).filter(s -> !s.ended()).isPresent();
      return answer(waits);
    }
  }

  /** A message is edited, and delivered as it was. */
  static final class EditNotCarriedOut extends BrokenLedger {

    private final Set<RunId> known = new HashSet<>();

    EditNotCarriedOut(Ledger real) {
      super(real);
    }

    @Override
    public CompletableFuture<List<SubmitResult>> submit(
        Partition partition, List<Submission> submissions) {
      List<SubmitResult> results = new ArrayList<>();
      for (Submission each : submissions) {
        @Nullable RunSnapshot run = real.run(each.spec().id()).join().orElse(null);
        boolean waits = run != null && !run.state().ended() && each.generation() > 1;
        results.add(
            run != null && waits && known.contains(each.spec().id())
                ? new SubmitResult.Edited(run.rev() + 1)
                : real.submit(partition, List.of(each)).join().get(0));
        known.add(each.spec().id());
      }
      return answer(results);
    }
  }
}
