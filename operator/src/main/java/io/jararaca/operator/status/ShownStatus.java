package io.jararaca.operator.status;

import io.jararaca.core.beat.LastShown;
import io.jararaca.core.ledger.OwnerCounters;
import io.jararaca.core.run.Owner;
import io.jararaca.crds.v1alpha1.RunCounters;
import io.jararaca.operator.reconcile.KnownResources;
import io.jararaca.operator.resource.StatusDigest;
import java.util.Optional;

/** What the statuses of actions showed last, from the watches' caches. */
public final class ShownStatus implements LastShown {

  private final KnownResources resources;

  public ShownStatus(KnownResources resources) {
    this.resources = resources;
  }

  @Override
  public Optional<Shown> of(Owner action) {
    return resources
        .action(action.key())
        .filter(resource -> action.uid().equals(resource.getMetadata().getUid()))
        .map(resource -> OwnerFacts.digest(resource.getStatus()))
        .flatMap(ShownStatus::shown);
  }

  private static Optional<Shown> shown(StatusDigest status) {
    StatusDigest.Ticks ticks = status.ticks();
    return ticks == null
        ? Optional.empty()
        : Optional.of(
            new Shown(
                ticks.generation(),
                counters(status.counters()),
                (int) status.counters().consecutiveFailures(),
                ticks.lastScheduleTime(),
                ticks.lastSuccessfulTime(),
                ticks.decidedUpTo()));
  }

  static OwnerCounters counters(RunCounters counters) {
    return new OwnerCounters(
        counters.runs(),
        counters.succeeded(),
        counters.failed(),
        counters.timedOut(),
        counters.lost(),
        counters.cancelled(),
        counters.expired(),
        counters.skipped(),
        counters.missed());
  }
}
