package io.jararaca.benchmarks.peers;

import io.jararaca.benchmarks.beat.Burst;
import io.jararaca.core.action.MessageDefinition;
import io.jararaca.core.action.RunTemplate;
import io.jararaca.core.ledger.MessageLedger;
import io.jararaca.core.ledger.OnDuplicate;
import io.jararaca.core.ledger.Submission;
import io.jararaca.core.run.Owner;
import io.jararaca.core.run.OwnerKey;
import io.jararaca.core.run.Partition;
import io.jararaca.core.run.RunId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** Delayed messages that are due at one instant. */
final class OneShots {
  private static final int MOST_A_CALL = 200;
  private static final byte[] PAYLOAD =
      ("{\"text\":\"" + "x".repeat(189) + "\"}").getBytes(StandardCharsets.UTF_8);

  private final MessageLedger ledger;

  OneShots(MessageLedger ledger) {
    this.ledger = ledger;
  }

  /**
   * Submits, and returns once the ledger has all.
   *
   * @throws java.util.concurrent.CompletionException the ledger did not take one
   */
  List<RunId> submit(int size, int handlers, Instant dueAt) {
    Map<Partition, List<Submission>> batches = new HashMap<>();
    List<CompletableFuture<?>> answers = new ArrayList<>();
    List<RunId> runs = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      MessageDefinition message = message(i % handlers, dueAt);
      Partition partition = message.runId().partition();
      List<Submission> batch = batches.computeIfAbsent(partition, p -> new ArrayList<>());
      batch.add(message.submission());
      runs.add(message.runId());
      if (batch.size() == MOST_A_CALL) {
        answers.add(ledger.submit(partition, List.copyOf(batch)));
        batch.clear();
      }
    }
    batches.forEach(
        (partition, rest) -> {
          if (!rest.isEmpty()) {
            answers.add(ledger.submit(partition, List.copyOf(rest)));
          }
        });
    CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)).join();
    return runs;
  }

  private static MessageDefinition message(int handler, Instant dueAt) {
    String uid = UUID.randomUUID().toString();
    return new MessageDefinition(
        new Owner(OwnerKey.delayedMessage(Burst.NAMESPACE, "mail-" + uid), uid),
        1,
        dueAt,
        null,
        null,
        OnDuplicate.IGNORE,
        RunTemplate.of(Burst.handler(handler)).withPayload(PAYLOAD),
        false);
  }
}
