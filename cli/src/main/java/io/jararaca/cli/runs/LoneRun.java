package io.jararaca.cli.runs;

import io.jararaca.cli.CommandFailure;
import io.jararaca.cli.servers.LedgerAccess;
import io.jararaca.core.action.RunTemplate;
import io.jararaca.core.ledger.OnDuplicate;
import io.jararaca.core.ledger.RunSnapshot;
import io.jararaca.core.ledger.Submission;
import io.jararaca.core.run.HandlerRef;
import io.jararaca.core.run.Origin;
import io.jararaca.core.run.Owner;
import io.jararaca.core.run.OwnerKey;
import io.jararaca.core.run.Partition;
import io.jararaca.core.run.RunId;
import io.jararaca.core.run.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/** A message that was submitted to be run at once. */
record LoneRun(LedgerAccess access, RunId id, HandlerRef handler) {

  private static final Duration LOOK_EVERY = Duration.ofMillis(100);

  /**
   * What its end may lag behind the instant at which it expires: the leader looks once a second.
   */
  private static final Duration SWEEP = Duration.ofSeconds(3);

  /**
   * @param startWithin it does not start later than that
   */
  static LoneRun submit(LedgerAccess access, RunTemplate template, Duration startWithin) {
    HandlerRef handler = template.handler();
    UUID uuid = UUID.randomUUID();
    RunId id = new RunId(Partition.of(uuid.toString()), uuid);
    Submission submission =
        new Submission(
            template.run(
                id,
                Owner.named(OwnerKey.message(handler.namespace(), handler.name())),
                Origin.MESSAGE,
                Instant.EPOCH,
                Instant.EPOCH.plus(startWithin),
                0),
            0,
            template.payload(),
            null,
            OnDuplicate.IGNORE,
            true);
    access.ask(access.ledger().submit(id.partition(), List.of(submission)));
    return new LoneRun(access, id, handler);
  }

  /** As it is at its end, or when that long has passed. */
  RunSnapshot awaitEnd(Duration longest) {
    long begun = System.nanoTime();
    RunSnapshot run = now();
    while (!run.state().ended()
        && System.nanoTime() - begun < longest.plus(SWEEP).toNanos()
        && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(LOOK_EVERY.toNanos());
      run = now();
    }
    return run;
  }

  private RunSnapshot now() {
    return access
        .ask(access.ledger().run(id))
        .orElseThrow(() -> CommandFailure.failed("the ledger lost run " + id + ": run it again"));
  }

  /** Why it did not succeed, and the mend. */
  String why(RunSnapshot run) {
    if (run.state() == RunState.EXPIRED || run.attempts() == 0 && !run.state().ended()) {
      return "nobody started it in time: "
          + (run.dispatchedAt() == null ? noBeat() : servedBy() ? busy() : noWorker());
    }
    if (run.state().ended()) {
      return "it ended "
          + run.state().label()
          + (run.message() == null ? "" : ": " + run.message());
    }
    return "it is still %s: jararaca runs show %s tells how it goes on"
        .formatted(run.state().label(), id);
  }

  private boolean servedBy() {
    return access.ask(access.presence().live()).stream()
        .anyMatch(worker -> worker.handlers().contains(handler));
  }

  private static String noBeat() {
    return "no beat hands runs out; start an operator or jararaca beat for this install";
  }

  private String noWorker() {
    return "no live worker serves handler %s in namespace %s; start one"
        .formatted(handler.name(), handler.namespace());
  }

  private String busy() {
    return "the workers that serve handler %s are busy; start more, or wait longer by --wait"
        .formatted(handler.name());
  }
}
