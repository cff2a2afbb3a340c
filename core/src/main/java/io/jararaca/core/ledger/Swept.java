package io.jararaca.core.ledger;

import io.jararaca.core.run.HandlerRef;
import io.jararaca.core.run.Owner;
import io.jararaca.core.run.RunId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a sweep found.
 *
 * @param toPublish runs that are Claimed and must get to the broker, unless this beat has them in
 *     flight
 * @param looked runs looked at; as many as the limit: sweep again at once
 * @param nextLook the earliest instant at which this partition needs a look; none: it holds no run
 * @param now the ledger's time
 * @param unstarted handlers of runs looked at that were dispatched a patience ago and that nobody
 *     has started: worth a look into their queues, see {@link SweepRequest#lostBefore}
 * @param awaited ended messages that are kept, though their retention is over, since nobody said
 *     that their resources wait for the end no more
 * @param newestStarted of the handlers in {@link SweepRequest#lostBefore}, when the newest run of
 *     this partition that was dispatched and then started was dispatched: who waits in the same
 *     queue since long before that is lost. Kept in the server's memory alone, so it may be absent
 * @param unreadable runs that no moves can be made for; they are looked at again half a minute
 *     later, and hold nothing else up
 */
public record Swept(
    List<Publication> toPublish,
    int looked,
    @Nullable Instant nextLook,
    Instant now,
    Set<HandlerRef> unstarted,
    List<Awaited> awaited,
    Map<HandlerRef, Instant> newestStarted,
    List<Unreadable> unreadable) {

  /** A message's run, and the resource that it belongs to. */
  public record Awaited(RunId run, Owner owner) {}

  /**
   * A run whose record or owner the ledger cannot read.
   *
   * @param run its id, as the ledger has it
   */
  public record Unreadable(String run, String why) {

    @Override
    public String toString() {
      return "run " + run + " cannot be read: " + why;
    }
  }

  public Swept {
    toPublish = List.copyOf(toPublish);
    unstarted = Set.copyOf(unstarted);
    awaited = List.copyOf(awaited);
    newestStarted = Map.copyOf(newestStarted);
    unreadable = List.copyOf(unreadable);
  }
}
