package io.jararaca.operator.status;

import io.jararaca.core.ledger.RunSnapshot;
import io.jararaca.core.run.PassedRange;
import io.jararaca.core.run.PassedReason;
import io.jararaca.crds.v1alpha1.RunStatus;
import io.jararaca.crds.v1alpha1.ScheduledActionStatus;
import io.jararaca.crds.v1alpha1.TickRange;
import java.util.List;

/** Runs and ranges of the ledger as a status shows them. */
final class RunViews {

  private RunViews() {}

  static RunStatus run(RunSnapshot run) {
    return new RunStatus(
        run.id().toString(),
        run.plannedAt(),
        run.state().label(),
        run.reason(),
        run.attempts(),
        run.startedAt(),
        run.finishedAt(),
        run.instance(),
        run.message());
  }

  static List<TickRange> ranges(List<PassedRange> passed, PassedReason.Kind kind) {
    return passed.stream()
        .filter(range -> range.reason().kind() == kind)
        .limit(ScheduledActionStatus.TICK_RANGES)
        .map(
            range -> new TickRange(range.from(), range.to(), range.count(), range.reason().label()))
        .toList();
  }
}
