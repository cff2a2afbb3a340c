package io.jararaca.core.beat;

import io.jararaca.core.ledger.RegisteredOwner;
import io.jararaca.core.ledger.RunSnapshot;
import io.jararaca.core.ledger.Waiting;
import io.jararaca.core.run.Owner;
import io.jararaca.core.run.OwnerKey;
import io.jararaca.core.run.RunId;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a partition keeps of resources that were deleted while nobody watched. Looked for once each
 * time the partition was raised: its owners, and the messages that wait, as far as the catalog
 * lacks them. A catalog may lag, so none is forgotten before {@link Takeover#missing} says it.
 */
final class UnseenDeletions {

  private static final Logger LOG = LoggerFactory.getLogger(UnseenDeletions.class);

  /** Runs that the ledger looks at for a page, and from one page to the next: it has more to do. */
  private static final int PAGE = 500;

  private static final long PAUSE_MILLIS = 500;

  private static final Waiting.Query ALL_MESSAGES =
      Waiting.Query.of(Instant.EPOCH, Instant.parse("9999-12-31T23:59:59Z"), null);

  private enum Stage {
    OWNERS,
    MESSAGES,
    ASKING,
    DONE
  }

  private final PartitionTerm partition;
  private final TermContext context;
  private final Set<Owner> actions = new LinkedHashSet<>();
  private final Map<Owner, RunId> messages = new LinkedHashMap<>();
  private Stage stage = Stage.DONE;
  private Waiting.@Nullable Query next;
  private boolean reading;
  private long nextPageAt;

  UnseenDeletions(PartitionTerm partition, TermContext context) {
    this.partition = partition;
    this.context = context;
  }

  /** The partition was raised: looks (again). */
  void begin() {
    actions.clear();
    messages.clear();
    next = ALL_MESSAGES;
    nextPageAt = 0;
    stage = Stage.OWNERS;
  }

  /** Whether it still reads what the ledger has, of a partition that can be read. */
  boolean reads() {
    return partition.raised() && (stage == Stage.OWNERS || stage == Stage.MESSAGES);
  }

  /** Whether the next that it reads is the list of the owners. */
  boolean wantsList() {
    return stage == Stage.OWNERS && !reading && canRead();
  }

  /** Whether the ledger makes the list of the owners now. */
  boolean lists() {
    return stage == Stage.OWNERS && reading;
  }

  /** Those that may be gone, once all were read. */
  Set<Owner> undeclared() {
    if (stage != Stage.ASKING) {
      return Set.of();
    }
    Set<Owner> owners = new HashSet<>(actions);
    owners.addAll(messages.keySet());
    return owners;
  }

  /** Reads on, where the ledger was told what is declared. */
  void send(long now) {
    if (reading || !reads() || !canRead()) {
      return;
    }
    if (stage == Stage.OWNERS) {
      reading = true;
      partition.ask(
          context.ports().reader().owners(partition.partition()),
          owners -> {
            reading = false;
            owners.stream().map(RegisteredOwner::owner).forEach(this::noteAction);
            stage = Stage.MESSAGES;
          },
          this::unread);
    } else if (next != null && now >= nextPageAt) {
      reading = true;
      partition.ask(
          context.ports().reader().waiting(partition.partition(), next, PAGE),
          page -> {
            reading = false;
            page.messages().forEach(this::noteMessage);
            next = page.next();
            nextPageAt = now + PAUSE_MILLIS;
            if (next == null) {
              stage = actions.isEmpty() && messages.isEmpty() ? Stage.DONE : Stage.ASKING;
            }
          },
          this::unread);
    }
  }

  // What the ledger cannot list is told as its error; nobody is forgotten then.
  private void unread(PartitionTerm.Failure failure) {
    reading = false;
    if (failure == PartitionTerm.Failure.FAULT) {
      stage = Stage.DONE;
    }
  }

  /** Forgets those that are gone, if all that it found were asked for. */
  void answered(Set<Owner> asked, Set<Owner> missing) {
    if (stage != Stage.ASKING || !asked.containsAll(undeclared())) {
      return;
    }
    stage = Stage.DONE;
    for (Owner owner : actions) {
      if (missing.contains(owner) && context.catalog().find(owner.key()).isEmpty()) {
        LOG.info("{} was deleted while nobody watched: it is forgotten", owner.key());
        partition.registrations().forget(owner);
      }
    }
    messages.forEach(
        (owner, run) -> {
          if (missing.contains(owner) && !declared(owner)) {
            LOG.info("{} was deleted while nobody watched: it is cancelled", owner.key());
            partition.messages().forget(run, owner);
          }
        });
  }

  private boolean canRead() {
    return partition.ready() && partition.registrations().told();
  }

  // Where another uid stands under the name, its registration takes the place of the old one.
  private void noteAction(Owner owner) {
    if (context.catalog().find(owner.key()).isEmpty()) {
      actions.add(owner);
    }
  }

  private void noteMessage(RunSnapshot run) {
    Owner owner = run.owner();
    if (owner.key().kind().equals(OwnerKey.DELAYED_MESSAGE) && !declared(owner)) {
      messages.put(owner, run.id());
    }
  }

  private boolean declared(Owner owner) {
    return context.catalog().find(owner.key()).filter(e -> e.owner().equals(owner)).isPresent();
  }
}
