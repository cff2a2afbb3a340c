package io.jararaca.operator.status;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.jararaca.core.ledger.LedgerUnavailableException;
import io.jararaca.core.run.OwnerKey;
import io.jararaca.core.run.RunState;
import io.jararaca.crds.v1alpha1.DelayedMessageStatus;
import io.jararaca.crds.v1alpha1.RunCounters;
import io.jararaca.crds.v1alpha1.ScheduledActionStatus;
import io.jararaca.operator.health.OperatorMetrics;
import io.jararaca.operator.reconcile.KnownResources;
import io.jararaca.operator.resource.StatusDigest;
import io.jararaca.operator.resource.WatchedAction;
import io.jararaca.operator.resource.WatchedMessage;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** Brings the status of one resource up to date: gather, project, compare, write, tell. */
final class StatusWriter {

  private static final Duration SOON = Duration.ofMillis(200);
  private static final Duration LATER = Duration.ofSeconds(2);
  private static final Duration MUCH_LATER = Duration.ofSeconds(30);
  private static final Duration NOT_AGAIN = Duration.ZERO;

  private final KnownResources resources;
  private final OwnerFacts facts;
  private final StatusSink sink;
  private final RateLimit rate;
  private final OperatorMetrics metrics;

  StatusWriter(
      KnownResources resources,
      OwnerFacts facts,
      StatusSink sink,
      RateLimit rate,
      OperatorMetrics metrics) {
    this.resources = resources;
    this.facts = facts;
    this.sink = sink;
    this.rate = rate;
    this.metrics = metrics;
  }

  /**
   * Writes the owner's status, if it differs. Blocks.
   *
   * @return after how long to look at it again; zero: not until something happens
   */
  Duration bringUpToDate(OwnerKey key) throws InterruptedException {
    try {
      return key.kind().equals(OwnerKey.SCHEDULED_ACTION) ? ofAction(key) : ofMessage(key);
    } catch (LedgerUnavailableException e) {
      return LATER;
    }
  }

  private Duration ofAction(OwnerKey key) throws InterruptedException {
    Optional<WatchedAction> found = resources.action(key);
    if (found.isEmpty() || found.get().getMetadata().getDeletionTimestamp() != null) {
      return NOT_AGAIN;
    }
    WatchedAction resource = found.get();
    StatusDigest before = OwnerFacts.digest(resource.getStatus());
    ActionFacts known = facts.of(resource);
    if (known.ledger() == null && before.ticks() != null) {
      return LATER; // the ledger has lost it: what is shown is all that is left, until it is told
    }
    ScheduledActionStatus status = ActionProjection.project(known);
    if (StatusDigest.of(status).fingerprint() == before.fingerprint()) {
      return unchanged();
    }
    waitForPlace();
    StatusSink.Result result = sink.write(resource.getMetadata(), status);
    if (result == StatusSink.Result.WRITTEN) {
      metrics.counted(
          ShownStatus.counters(before.counters()),
          ShownStatus.counters(Objects.requireNonNullElse(status.counters(), RunCounters.ZERO)));
      sink.tell(key, resource.getMetadata().getUid(), EventNotes.of(before, status));
    }
    return after(result);
  }

  private Duration ofMessage(OwnerKey key) throws InterruptedException {
    Optional<WatchedMessage> found = resources.message(key);
    if (found.isEmpty() || found.get().getMetadata().getDeletionTimestamp() != null) {
      return NOT_AGAIN;
    }
    WatchedMessage resource = found.get();
    StatusDigest before = OwnerFacts.digest(resource.getStatus());
    MessageFacts known = facts.of(resource);
    if (known.run() == null && RunState.isEnd(before.phase())) {
      return unchanged(); // the ledger has forgotten it; its status is the last word
    }
    DelayedMessageStatus status = MessageProjection.project(known);
    if (StatusDigest.of(status).fingerprint() == before.fingerprint()) {
      return unchanged();
    }
    waitForPlace();
    ObjectMeta meta = resource.getMetadata();
    StatusSink.Result result = sink.write(meta, status);
    if (result == StatusSink.Result.WRITTEN) {
      if (!RunState.isEnd(before.phase()) && known.run() != null && known.run().state().ended()) {
        metrics.messageEnded(known.run().state());
      }
      sink.tell(key, meta.getUid(), EventNotes.of(before, status));
    }
    return after(result);
  }

  private Duration unchanged() {
    metrics.statusWrite("unchanged");
    return NOT_AGAIN;
  }

  private Duration after(StatusSink.Result result) {
    metrics.statusWrite(result.name().toLowerCase(Locale.ROOT));
    return switch (result) {
      case WRITTEN, GONE -> NOT_AGAIN;
      case CONFLICT -> SOON;
      case FAILED -> MUCH_LATER;
    };
  }

  private void waitForPlace() throws InterruptedException {
    Duration wait = rate.reserve();
    if (!wait.isZero()) {
      Thread.sleep(wait.toMillis(), wait.toNanosPart() % 1_000_000);
    }
  }
}
