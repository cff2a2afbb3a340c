package io.jararaca.core.beat;

import io.jararaca.core.action.ActionDefinition;
import io.jararaca.core.ledger.Claim;
import io.jararaca.core.ledger.ClaimResult;
import io.jararaca.core.ledger.Publication;
import io.jararaca.core.run.HandlerRef;
import io.jararaca.core.run.OwnerKey;
import io.jararaca.core.run.RunSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Claims a partition's due ticks in batches, and hands the runs they give to the dispatcher. */
final class Claims {

  /** Ticks of one action claimed in one go, when it has many to catch up with. */
  private static final int TICKS_AT_ONCE = 20;

  /** How long an action waits whose queue has its share in flight. */
  private static final long SHORT_PAUSE_MILLIS = 50;

  /**
   * @param last whether it is the batch's last claim of this action
   */
  private record Item(Claim claim, @Nullable ArmedAction action, boolean last) {}

  private final PartitionTerm partition;
  private final TermContext context;
  private final List<Item> planned = new ArrayList<>();
  private final Map<OwnerKey, Waiting> triggers = new LinkedHashMap<>();
  private int unanswered;

  /** A trigger value to claim, not before an instant in epoch milliseconds. */
  private record Waiting(ActionDefinition definition, String value, long notBefore) {}

  Claims(PartitionTerm partition, TermContext context) {
    this.partition = partition;
    this.context = context;
  }

  /** Runs asked for and not answered: they need room in the dispatcher. */
  int unanswered() {
    return unanswered;
  }

  /**
   * @param notBefore epoch milliseconds; 0: at once
   */
  void addTrigger(ActionDefinition definition, String value, long notBefore) {
    triggers.put(definition.key(), new Waiting(definition, value, notBefore));
  }

  /** The slot of a waiting action is free. */
  void slotFreed(OwnerKey key, long now) {
    ArmedAction action = partition.armed().get(key);
    if (action != null && action.parked()) {
      context.due().schedule(action, now);
    }
    triggers.computeIfPresent(
        key, (k, waiting) -> new Waiting(waiting.definition, waiting.value, 0));
  }

  /** Plans the ticks of an action whose instant has come. They are claimed by {@link #send}. */
  void plan(ArmedAction action, Instant now) {
    HandlerRef handler = action.definition().template().handler();
    if (!partition.ready()) {
      context.due().schedule(action, now.toEpochMilli() + pauseMillis());
      return;
    }
    if (!context.dispatcher().hasRoomFor(handler)) {
      context.due().schedule(action, now.toEpochMilli() + SHORT_PAUSE_MILLIS);
      return;
    }
    int most = (int) Math.min(TICKS_AT_ONCE, action.runsLeft());
    List<Claim> claims =
        most == 0
            ? List.of()
            : TickPlanner.plan(action, now, context.instances().of(handler), most);
    if (claims.isEmpty()) {
      context.due().schedule(action, action.nextDue());
      return;
    }
    for (int i = 0; i < claims.size(); i++) {
      planned.add(new Item(claims.get(i), action, i == claims.size() - 1));
    }
    unanswered += claims.size();
  }

  void send(Instant now) {
    if (!triggers.isEmpty() && partition.ready()) {
      planTriggers(now);
    }
    int most = partition.faults().batch();
    for (int from = 0; from < planned.size(); from += most) {
      int to = Math.min(from + most, planned.size());
      send(List.copyOf(planned.subList(from, to)), now);
    }
    planned.clear();
  }

  private void planTriggers(Instant now) {
    for (Waiting waiting : List.copyOf(triggers.values())) {
      if (waiting.notBefore > now.toEpochMilli()) {
        continue;
      }
      ActionDefinition definition = waiting.definition;
      RunSpec run = definition.triggerRun(waiting.value, now);
      List<String> instances = run.exclusive() ? List.of() : context.instances().of(run.handler());
      boolean somebodyThere = run.exclusive() || !instances.isEmpty();
      if (somebodyThere) {
        triggers.remove(definition.key());
        planned.add(
            new Item(
                new Claim.Trigger(
                    definition.owner(),
                    waiting.value,
                    run,
                    definition.template().payload(),
                    instances),
                null,
                true));
        unanswered++;
      }
    }
  }

  private void send(List<Item> batch, Instant now) {
    long asked = context.nanoTime().getAsLong();
    partition.ask(
        context
            .ports()
            .ledger()
            .claim(
                partition.partition(), context.token(), batch.stream().map(Item::claim).toList()),
        results -> {
          unanswered -= batch.size();
          long took = context.nanoTime().getAsLong() - asked;
          context.listener().claimsAnswered(Duration.ofNanos(took));
          for (int i = 0; i < batch.size(); i++) {
            answered(batch.get(i), results.get(i));
          }
        },
        failure -> {
          unanswered -= batch.size();
          boolean alone = failure == PartitionTerm.Failure.FAULT && batch.size() == 1;
          long notBefore = now.toEpochMilli() + (alone ? SetAside.WAIT_MILLIS : pauseMillis());
          batch.forEach(item -> again(item, notBefore));
        });
  }

  private void answered(Item item, ClaimResult result) {
    context.listener().claimed(item.claim, result);
    if (result instanceof ClaimResult.Claimed claimed) {
      publish(item, claimed.incarnation());
    }
    if (item.claim instanceof Claim.Trigger trigger) {
      if (result instanceof ClaimResult.SlotBusy) {
        claimAgain(trigger, context.clock().millis() + context.settings().interval().toMillis());
      }
    } else if (item.action != null && item.claim instanceof Claim.Tick tick) {
      moved(item.action, tick, result, item.last);
    }
  }

  private void publish(Item item, String incarnation) {
    if (item.claim instanceof Claim.Tick tick && tick.run() != null && item.action != null) {
      RunSpec run = tick.run();
      long dueAt =
          item.action
              .definition()
              .schedule()
              .due(run.plannedAt(), run.owner().uid())
              .toEpochMilli();
      context.dispatcher().publish(new Publication(run, 0, incarnation, tick.body()), dueAt);
    } else if (item.claim instanceof Claim.Trigger trigger) {
      RunSpec run = trigger.run();
      context
          .dispatcher()
          .publish(
              new Publication(run, 0, incarnation, trigger.body()), run.plannedAt().toEpochMilli());
    }
  }

  private void moved(ArmedAction action, Claim.Tick tick, ClaimResult result, boolean last) {
    if (result.decided()) {
      action.moveTo(tick.upTo());
      if (result instanceof ClaimResult.Claimed && tick.run() != null) {
        action.countRun();
      }
    } else if (result instanceof ClaimResult.Moved moved) {
      // By an answer that was lost, or a ledger that lost writes: then the runs are other ones too.
      action.moveTo(moved.cursor());
      partition.registrations().add(action.key());
    } else if (result instanceof ClaimResult.SlotBusy) {
      action.park();
    } else {
      partition.registrations().add(action.key());
    }
    boolean current = partition.armed().get(action.key()) == action;
    if (last && current) {
      long interval = context.settings().interval().toMillis();
      context
          .due()
          .schedule(
              action, action.parked() ? context.clock().millis() + interval : action.nextDue());
    }
  }

  private void claimAgain(Claim.Trigger trigger, long notBefore) {
    Catalog.Entry entry = context.catalog().find(trigger.owner().key()).orElse(null);
    if (entry instanceof Catalog.Action action
        && trigger.value().equals(action.definition().trigger())) {
      triggers.putIfAbsent(
          action.definition().key(), new Waiting(action.definition(), trigger.value(), notBefore));
    }
  }

  private long pauseMillis() {
    return SHORT_PAUSE_MILLIS + TimeUnit.NANOSECONDS.toMillis(partition.backOff().nanosLeft());
  }

  private void again(Item item, long notBefore) {
    if (item.action != null && partition.armed().get(item.action.key()) == item.action) {
      context.due().schedule(item.action, notBefore);
    } else if (item.claim instanceof Claim.Trigger trigger) {
      claimAgain(trigger, notBefore);
    }
  }
}
