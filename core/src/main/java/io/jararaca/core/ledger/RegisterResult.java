package io.jararaca.core.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the ledger says to a {@link Registration}. */
public sealed interface RegisterResult {

  /**
   * The ledger has the owner as given.
   *
   * @param effectiveFrom the schedule counts from here; grows with every change, and so tells one
   *     schedule from the next
   * @param cursor every tick up to and including this instant is decided
   * @param runs ticks that got a run since the owner was created
   * @param suspendedByFailures whether suspendAfterFailures has struck
   * @param handledTrigger the last trigger value that was handled
   * @param created whether the owner, by its uid, was not known before
   * @param waitUntil no run of it is claimed before this instant, since somebody may still run what
   *     the ledger forgot; none: it waits for nothing
   */
  record Registered(
      Instant effectiveFrom,
      Instant cursor,
      long runs,
      boolean suspendedByFailures,
      @Nullable String handledTrigger,
      boolean created,
      @Nullable Instant waitUntil)
      implements RegisterResult {}

  /**
   * The ledger holds another schedule or uid under this key; nothing was written. Register again
   * with a {@link Registration.Change} that covers the old schedule's ticks up to {@code now}.
   */
  record Different(String uid, String schedule, Instant cursor, Instant now)
      implements RegisterResult {}

  /** The ledger has seen a later generation of the same uid; nothing was written. */
  record OutOfDate(long generation) implements RegisterResult {}
}
