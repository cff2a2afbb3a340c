package io.jararaca.cli.delayed;

import io.jararaca.cli.CommandFailure;
import io.jararaca.cli.Shell;
import io.jararaca.cli.output.OutputOption;
import io.jararaca.cli.runs.RunArgument;
import io.jararaca.cli.servers.LedgerAccess;
import io.jararaca.cli.servers.LedgerOptions;
import io.jararaca.core.ledger.OnDuplicate;
import io.jararaca.core.ledger.RunDetails;
import io.jararaca.core.ledger.Submission;
import io.jararaca.core.ledger.SubmitResult;
import io.jararaca.core.run.Origin;
import io.jararaca.core.run.Owner;
import io.jararaca.core.run.OwnerKey;
import io.jararaca.core.run.RunId;
import io.jararaca.core.run.RunSpec;
import io.jararaca.core.run.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Has a message run again that was not done. */
@Command(
    name = "retry",
    header = "Has a message run again that ended Failed, TimedOut, Lost or Expired.",
    description = {
      "At once, as a message of its own with the same handler, payload, headers and retry policy; the"
          + " ended one stays as it is. Each is retried once, however often this is said: where"
          + " the second fails too, retry that one.",
      "",
      "Example: @|bold jararaca delayed retry 17-6c84fb90-12c4-51e1-840d-7b25c5ee775a|@"
    })
final class DelayedRetryCommand implements Runnable {

  private final Shell shell;

  @Mixin private RunArgument run = new RunArgument();
  @Mixin private LedgerOptions ledger = new LedgerOptions();
  @Mixin private OutputOption output = new OutputOption();

  DelayedRetryCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public void run() {
    RunId id = run.id();
    try (LedgerAccess access = ledger.open(shell.environment())) {
      RunDetails ended = DelayedShowCommand.message(access, id);
      Submission again = again(ended.spec(), payload(ended));
      RunId retry = again.spec().id();
      SubmitResult result =
          access.ask(access.ledger().submit(retry.partition(), List.of(again))).get(0);
      if (result instanceof SubmitResult.AlreadySubmitted before && undone(before.state())) {
        throw CommandFailure.failed(
            "message %s was retried before as %s, which ended %s: retry that one"
                .formatted(id, retry, before.state().label()));
      }
      output.print(
          shell.out(),
          Map.of("message", id.toString(), "retriedAs", retry.toString()),
          out -> out.println("message " + id + " is retried as " + retry));
    }
  }

  private static byte[] payload(RunDetails ended) {
    RunState state = ended.run().state();
    if (!undone(state) || !ended.bodyKept()) {
      throw CommandFailure.failed(
          "message %s is %s: only what ended Failed, TimedOut, Lost or Expired can be retried%s"
              .formatted(
                  ended.run().id(),
                  state.label(),
                  state.ended() ? "; publish it anew" : "; cancel it, or wait for its end"));
    }
    return ended.body();
  }

  private static boolean undone(RunState state) {
    return state.failure() || state == RunState.EXPIRED;
  }

  /** The same, now, and with as long to start as the first had. */
  private static Submission again(RunSpec ended, byte[] payload) {
    Instant expiresAt = ended.expiresAt();
    RunSpec spec =
        new RunSpec(
            RunId.ofRetry(ended.id()),
            Owner.named(OwnerKey.message(ended.handler().namespace(), ended.handler().name())),
            Origin.MESSAGE,
            ended.handler(),
            Instant.EPOCH,
            expiresAt == null
                ? null
                : Instant.EPOCH.plus(Duration.between(ended.plannedAt(), expiresAt)),
            ended.timeout(),
            ended.retry(),
            ended.maxLosses(),
            0,
            true,
            null,
            ended.headers());
    return new Submission(spec, 0, payload, null, OnDuplicate.IGNORE, true);
  }
}
