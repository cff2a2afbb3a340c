package io.jararaca.core.simulation;

import io.jararaca.core.action.MessageDefinition;
import io.jararaca.core.ledger.RunSnapshot;
import io.jararaca.core.ledger.StartRequest;
import io.jararaca.core.ledger.Submission;
import io.jararaca.core.ledger.SubmitResult;
import io.jararaca.core.run.Partition;
import io.jararaca.core.run.RunId;
import io.jararaca.core.run.RunState;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Messages: each is delivered, not early, and as it was last edited. */
final class MessageBook {

  private record Content(Instant dueAt, byte[] body) {}

  private final Simulation world;
  private final Judge judge;
  private final Map<String, MessageDefinition> declared = new LinkedHashMap<>();
  private final Map<RunId, Content> contents = new HashMap<>();
  private final Map<String, MessageDefinition> deleted = new HashMap<>();

  MessageBook(Simulation world, Judge judge) {
    this.world = world;
    this.judge = judge;
  }

  void declared(MessageDefinition message) {
    declared.put(message.owner().uid(), message);
  }

  void deleted(MessageDefinition message) {
    deleted.put(message.owner().uid(), message);
  }

  void submitted(Submission message, SubmitResult result) {
    Content content = new Content(message.dueAt(), message.body());
    if (result instanceof SubmitResult.Submitted || result instanceof SubmitResult.Edited) {
      contents.put(message.spec().id(), content);
      judge.runs().submitted(message.spec());
    } else if (result instanceof SubmitResult.Duplicate duplicate && duplicate.changed()) {
      contents.put(duplicate.of(), content);
    }
  }

  /** A run of a message starts. */
  void started(StartRequest request) {
    Content content = contents.get(request.spec().id());
    if (content == null) {
      return;
    }
    judge.expect(
        Arrays.equals(content.body, request.body()),
        () ->
            request.spec().owner().key()
                + " starts with "
                + new String(request.body(), StandardCharsets.UTF_8)
                + ", but was edited to "
                + new String(content.body, StandardCharsets.UTF_8));
    judge.expect(
        !judge.now().isBefore(content.dueAt),
        () -> request.spec().owner().key() + " starts early, due at " + content.dueAt);
  }

  /** The ledger may have forgotten edits; what it has then is what counts. */
  void lost(Partition partition) {
    contents.keySet().removeIf(run -> run.partition().equals(partition));
  }

  void expectEnded() {
    for (MessageDefinition message : declared.values()) {
      RunId id = message.runId();
      RunSnapshot run = world.facts().run(id).join().orElse(null);
      boolean gone = deleted.containsKey(message.owner().uid());
      if (run == null) {
        judge.expect(
            gone || judge.everLost(id.partition()),
            () -> message.key() + " was declared, but never became a run");
        continue;
      }
      boolean fits =
          switch (run.state()) {
            case SUCCEEDED, FAILED, TIMED_OUT, LOST -> true;
            case EXPIRED -> message.expireAfter() != null || keyed(message);
            case DUPLICATE -> keyed(message);
            case CANCELLED -> message.cancel() || gone;
            default -> false;
          };
      judge.expect(fits, () -> message.key() + " is " + run.state() + " at the end");
      judge.expect(
          run.state() != RunState.SUCCEEDED || judge.runs().succeeded(id),
          () -> message.key() + " is Succeeded, but no handler was");
    }
  }

  private static boolean keyed(MessageDefinition message) {
    return message.idempotencyKey() != null;
  }
}
