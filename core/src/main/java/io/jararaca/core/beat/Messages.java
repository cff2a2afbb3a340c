package io.jararaca.core.beat;

import io.jararaca.core.action.MessageDefinition;
import io.jararaca.core.ledger.CancelReason;
import io.jararaca.core.ledger.Swept;
import io.jararaca.core.run.Owner;
import io.jararaca.core.run.RunId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Submits a partition's declared messages to the ledger, and cancels those that shall not be
 * delivered.
 */
final class Messages {

  private final PartitionTerm partition;
  private final TermContext context;
  private final Map<RunId, MessageDefinition> toSubmit = new LinkedHashMap<>();
  private final Map<RunId, CancelReason> toCancel = new LinkedHashMap<>();
  private final Map<RunId, Owner> departed = new HashMap<>();
  private final SetAside<MessageDefinition> notSubmitted = new SetAside<>();
  private final SetAside<Map.Entry<RunId, CancelReason>> notCancelled = new SetAside<>();
  private boolean submitting;
  private int cancelling;
  private boolean telling;

  Messages(PartitionTerm partition, TermContext context) {
    this.partition = partition;
    this.context = context;
  }

  void submit(MessageDefinition message) {
    notSubmitted.removeIf(other -> other.runId().equals(message.runId()));
    toSubmit.put(message.runId(), message);
  }

  /** The message was seen deleted. */
  void forget(RunId run, Owner owner) {
    notSubmitted.removeIf(message -> message.runId().equals(run));
    toSubmit.remove(run);
    toCancel.put(run, CancelReason.DELETED);
    departed.put(run, owner);
  }

  /** The ledger keeps the record of an ended message: lets it go if its resource does not wait. */
  void askWhoAwaits(Swept.Awaited message) {
    context
        .ports()
        .awaitedEnds()
        .awaits(message.owner())
        .whenComplete(
            (awaits, failure) -> {
              // An answer that fails is left out: the ledger names the message again.
              if (failure == null && !awaits) {
                context
                    .beat()
                    .execute(() -> toCancel.putIfAbsent(message.run(), CancelReason.DELETED));
              }
            });
  }

  /** All of the catalog's that belong to this partition. */
  void addAll() {
    for (Catalog.Entry entry : context.catalog().entries()) {
      if (entry instanceof Catalog.Message message
          && message.definition().runId().partition().equals(partition.partition())) {
        submit(message.definition());
      }
    }
    for (Catalog.Departed gone : context.catalog().departed()) {
      RunId run = gone.message();
      if (run != null && run.partition().equals(partition.partition())) {
        forget(run, gone.owner());
      }
    }
    telling = !idle();
  }

  /**
   * Whether the ledger has heard all that was to be told when the partition was raised. Before, it
   * could hand out what was edited, cancelled or deleted while nobody led.
   */
  boolean told() {
    return !telling;
  }

  boolean idle() {
    return toSubmit.isEmpty() && toCancel.isEmpty();
  }

  void send() {
    long now = context.clock().millis();
    for (MessageDefinition message : notSubmitted.takeDue(now)) {
      toSubmit.putIfAbsent(message.runId(), message);
    }
    notCancelled.takeDue(now).forEach(each -> toCancel.putIfAbsent(each.getKey(), each.getValue()));
    if (idle() || !partition.ready()) {
      return;
    }
    sendCancels();
    if (!submitting && !toSubmit.isEmpty()) {
      sendSubmissions();
    }
  }

  private void sendSubmissions() {
    List<MessageDefinition> batch = new ArrayList<>();
    for (MessageDefinition message : toSubmit.values()) {
      if (batch.size() == partition.faults().batch()) {
        break;
      }
      batch.add(message);
    }
    batch.forEach(message -> toSubmit.remove(message.runId(), message));
    submitting = true;
    partition.ask(
        context
            .ports()
            .messages()
            .submit(
                partition.partition(), batch.stream().map(MessageDefinition::submission).toList()),
        results -> {
          submitting = false;
          for (int i = 0; i < batch.size(); i++) {
            MessageDefinition message = batch.get(i);
            context.listener().submitted(message, results.get(i));
            if (message.cancel()) {
              toCancel.put(message.runId(), CancelReason.REQUESTED);
            }
          }
          heard();
        },
        failure -> {
          submitting = false;
          if (failure == PartitionTerm.Failure.FAULT && batch.size() == 1) {
            notSubmitted.add(batch.get(0), context.clock().millis());
            heard();
          } else {
            batch.forEach(message -> toSubmit.putIfAbsent(message.runId(), message));
          }
        });
  }

  private void sendCancels() {
    Map<RunId, CancelReason> batch = new LinkedHashMap<>(toCancel);
    toCancel.clear();
    cancelling += batch.size();
    batch.forEach(
        (run, reason) ->
            partition.ask(
                context.ports().messages().cancel(run, reason),
                cancelled -> {
                  cancelling--;
                  settle(run);
                  heard();
                },
                failure -> {
                  cancelling--;
                  if (failure == PartitionTerm.Failure.FAULT) {
                    notCancelled.add(Map.entry(run, reason), context.clock().millis());
                    heard();
                  } else {
                    toCancel.put(run, reason);
                  }
                }));
  }

  private void heard() {
    if (idle() && !submitting && cancelling == 0) {
      telling = false;
    }
  }

  private void settle(RunId run) {
    Owner gone = departed.remove(run);
    if (gone != null) {
      context.catalog().settled(gone);
    }
  }
}
