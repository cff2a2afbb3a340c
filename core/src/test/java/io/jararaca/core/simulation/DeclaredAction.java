package io.jararaca.core.simulation;

import io.jararaca.core.action.ActionDefinition;
import io.jararaca.core.action.RunTemplate;
import io.jararaca.core.action.TickRules;
import io.jararaca.core.run.Owner;
import io.jararaca.core.run.OwnerKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One generation of an action, as the API server has it.
 *
 * @param declaredAt by the ledger's time, when it was written
 */
record DeclaredAction(
    String name,
    String uid,
    long generation,
    PlainSchedule schedule,
    TickRules rules,
    RunTemplate template,
    @Nullable String trigger,
    Instant declaredAt) {

  Owner owner() {
    return new Owner(OwnerKey.scheduledAction("default", name), uid);
  }

  ActionDefinition definition() {
    return new ActionDefinition(
        owner(), generation, schedule.spec().compile(), rules, template, trigger);
  }

  /** Two generations with the same text have the same ticks. */
  String scheduleText() {
    return schedule.spec().canonicalText() + (rules.suspend() ? " suspended" : "");
  }

  DeclaredAction edited(PlainSchedule other, Instant at) {
    return new DeclaredAction(name, uid, generation + 1, other, rules, template, trigger, at);
  }

  DeclaredAction suspended(boolean suspend, Instant at) {
    return new DeclaredAction(
        name, uid, generation + 1, schedule, rules.withSuspend(suspend), template, trigger, at);
  }

  /** An annotation moves no generation. */
  DeclaredAction triggered(String value) {
    return new DeclaredAction(name, uid, generation, schedule, rules, template, value, declaredAt);
  }

  DeclaredAction createdAgain(String otherUid, Instant at) {
    return new DeclaredAction(name, otherUid, 1, schedule, rules, template, null, at);
  }
}
