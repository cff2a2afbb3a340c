package io.jararaca.core.beat;

import io.jararaca.core.action.MessageDefinition;
import io.jararaca.core.ledger.Claim;
import io.jararaca.core.ledger.ClaimResult;
import io.jararaca.core.ledger.SubmitResult;
import io.jararaca.core.run.Partition;
import io.jararaca.core.run.RunSpec;
import java.time.Duration;

/** Hears what a beat does, for metrics and tests. Called on the beat's thread; must not block. */
public interface BeatListener {

  BeatListener SILENT = new BeatListener() {};

  /** The ledger answered a claim. */
  default void claimed(Claim claim, ClaimResult result) {}

  /**
   * The ledger answered a batch of claims.
   *
   * @param took from the request to the answer
   */
  default void claimsAnswered(Duration took) {}

  /**
   * How many claimed runs wait for the broker's confirm, those included that a lost broker left in
   * doubt.
   */
  default void awaitingConfirm(int runs) {}

  /**
   * The broker confirmed a run.
   *
   * @param lateness from the due instant, by the ledger's time; of a run handed out by the sweep,
   *     from its planned instant
   */
  default void dispatched(RunSpec run, Duration lateness) {}

  /** The ledger answered the submission of a declared message. */
  default void submitted(MessageDefinition message, SubmitResult result) {}

  /** The broker refused a run. */
  default void refused(RunSpec run, String reason) {}

  /** The ledger had lost the state of so many actions, which were registered anew. */
  default void stateLost(long actions) {}

  /** Actions of a partition that are armed now. */
  default void armed(Partition partition, int actions) {}

  /**
   * The ledger answers a partition's calls with an error of its own, or has named a run that it
   * cannot read: somebody has to look into it. Each is told once, until the partition is healthy.
   *
   * @param what was asked, and what the ledger said
   */
  default void faulty(Partition partition, String what) {}

  /** There were no such errors in the partition for a while. */
  default void healthy(Partition partition) {}

  /** Whether this beat leads, every partition raised. */
  default void leading(boolean leading) {}
}
