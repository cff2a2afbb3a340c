package io.jararaca.core.beat;

import io.jararaca.core.ledger.Publication;
import io.jararaca.core.run.LogFields;
import io.jararaca.core.run.Origin;
import io.jararaca.core.run.Owner;
import io.jararaca.core.run.OwnerKey;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * DelayedMessages that come due while the catalog lacks them. One that was deleted while nobody
 * watched is cancelled; one that is still declared, but invalid since an edit, goes as it was
 * accepted.
 */
final class UndeclaredMessages {

  private static final Logger LOG = LoggerFactory.getLogger(UndeclaredMessages.class);

  /** Questions at once; what finds no room is handed out again after the ledger's patience. */
  private static final int MOST_ASKED = 32;

  private final PartitionTerm partition;
  private final TermContext context;
  private final Set<Owner> asked = new HashSet<>();
  private final Set<Owner> declared = new HashSet<>();

  UndeclaredMessages(PartitionTerm partition, TermContext context) {
    this.partition = partition;
    this.context = context;
  }

  /** Whether the run is not to be published (now): its resource may be gone. */
  boolean holds(Publication publication) {
    Owner owner = publication.spec().owner();
    if (publication.spec().origin() != Origin.MESSAGE
        || !owner.key().kind().equals(OwnerKey.DELAYED_MESSAGE)
        || declared.contains(owner)
        || context.catalog().find(owner.key()).filter(e -> e.owner().equals(owner)).isPresent()) {
      return false;
    }
    if (asked.size() < MOST_ASKED && asked.add(owner)) {
      ask(publication, owner);
    }
    return true;
  }

  private void ask(Publication publication, Owner owner) {
    context
        .ports()
        .takeover()
        .declares(owner)
        .whenComplete(
            (exists, failure) ->
                context.beat().execute(() -> answered(publication, owner, exists, failure)));
  }

  private void answered(
      Publication publication, Owner owner, @Nullable Boolean exists, @Nullable Throwable failure) {
    asked.remove(owner);
    LogFields.about(publication.spec(), () -> act(publication, owner, exists, failure));
  }

  private void act(
      Publication publication, Owner owner, @Nullable Boolean exists, @Nullable Throwable failure) {
    if (failure != null) {
      LOG.warn(
          "{}: whether it still exists is not known, so it waits: {}",
          owner.key(),
          failure.getMessage());
    } else if (Boolean.TRUE.equals(exists)) {
      declared.add(owner);
      context.dispatcher().publish(publication, publication.spec().plannedAt().toEpochMilli());
    } else {
      LOG.info("{} was deleted while nobody watched: it is cancelled", owner.key());
      partition.messages().forget(publication.spec().id(), owner);
    }
  }
}
