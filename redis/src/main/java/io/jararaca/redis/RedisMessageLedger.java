package io.jararaca.redis;

import io.jararaca.core.ledger.CancelReason;
import io.jararaca.core.ledger.MessageLedger;
import io.jararaca.core.ledger.Submission;
import io.jararaca.core.ledger.SubmitResult;
import io.jararaca.core.run.Partition;
import io.jararaca.core.run.RunId;
import io.jararaca.core.run.RunState;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Messages, as calls of functions. */
final class RedisMessageLedger implements MessageLedger {

  private final RedisCalls redis;
  private final PartitionKeys keys;

  RedisMessageLedger(RedisCalls redis, PartitionKeys keys) {
    this.redis = redis;
    this.keys = keys;
  }

  @Override
  public CompletableFuture<List<SubmitResult>> submit(
      Partition partition, List<Submission> submissions) {
    FunctionArguments arguments = new FunctionArguments().add(RedisLeaderLedger.batch(submissions));
    submissions.forEach(submission -> write(partition, submission, arguments));
    return redis
        .call("submit", keys.of(partition), arguments)
        .thenApply(reply -> reply.lists(0).map(RedisMessageLedger::read).toList());
  }

  @Override
  public CompletableFuture<Boolean> cancel(RunId run, CancelReason reason) {
    FunctionArguments arguments = new FunctionArguments().add(run.toString()).add(reason.label());
    return redis
        .call("cancel", keys.of(run.partition()), arguments)
        .thenApply(reply -> reply.flag(0));
  }

  private static void write(Partition partition, Submission submission, FunctionArguments to) {
    if (!submission.spec().partition().equals(partition)) {
      throw new IllegalArgumentException(
          "run " + submission.spec().id() + ": must be of partition " + partition);
    }
    SpecWire.writeOwned(submission, to);
    to.add(submission.generation())
        .add(submission.body())
        .add(submission.entryKey())
        .add(submission.onDuplicate().name());
  }

  private static SubmitResult read(Reply result) {
    return switch (result.text(0)) {
      case "Submitted" -> new SubmitResult.Submitted();
      case "AlreadySubmitted" ->
          new SubmitResult.AlreadySubmitted(RunState.ofLabel(result.text(1)));
      case "Edited" -> new SubmitResult.Edited(result.smallNumber(1));
      case "EditTooLate" -> new SubmitResult.EditTooLate(RunState.ofLabel(result.text(1)));
      case "Duplicate" -> new SubmitResult.Duplicate(RunId.parse(result.text(1)), result.flag(2));
      default -> throw new IllegalStateException("submit result \"" + result.text(0) + "\"");
    };
  }
}
