package io.jararaca.core.action;

import static java.util.Objects.requireNonNull;

import io.jararaca.core.ledger.Registration;
import io.jararaca.core.run.Origin;
import io.jararaca.core.run.Owner;
import io.jararaca.core.run.OwnerKey;
import io.jararaca.core.run.RunId;
import io.jararaca.core.run.RunSpec;
import io.jararaca.core.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A valid ScheduledAction.
 *
 * @param generation of the resource
 * @param trigger value of the trigger annotation; none: absent
 */
public record ActionDefinition(
    Owner owner,
    long generation,
    Schedule schedule,
    TickRules rules,
    RunTemplate template,
    @Nullable String trigger) {

  private static final byte[] NO_PAYLOAD = {};

  public ActionDefinition {
    requireNonNull(owner, "owner");
    requireNonNull(schedule, "schedule");
    requireNonNull(rules, "rules");
    requireNonNull(template, "template");
  }

  public OwnerKey key() {
    return owner.key();
  }

  /** What the ledger compares: a change of it voids the ticks from before. */
  public ScheduleText scheduleText() {
    return new ScheduleText(schedule, rules.suspend());
  }

  public Registration registration() {
    return new Registration(
        owner, generation, scheduleText().toString(), rules.policy(), trigger, null);
  }

  /** Whether both mean the same, generations aside. */
  public boolean meansTheSameAs(ActionDefinition other) {
    return owner.equals(other.owner)
        && scheduleText().toString().equals(other.scheduleText().toString())
        && rules.equals(other.rules)
        && Arrays.equals(template.payload(), other.template.payload())
        && template.withPayload(NO_PAYLOAD).equals(other.template.withPayload(NO_PAYLOAD))
        && Objects.equals(trigger, other.trigger);
  }

  /** The run of the tick planned at that instant. */
  public RunSpec tickRun(Instant plannedAt) {
    Duration deadline = rules.startingDeadline();
    return template.run(
        RunId.ofTick(owner, plannedAt),
        owner,
        Origin.TICK,
        plannedAt,
        deadline == null ? null : plannedAt.plus(deadline),
        rules.slotLimit());
  }

  /** The run that a trigger value asks for, at that instant. */
  public RunSpec triggerRun(String value, Instant at) {
    Duration deadline = rules.startingDeadline();
    return template.run(
        RunId.ofTrigger(owner, value),
        owner,
        Origin.TRIGGER,
        at,
        deadline == null ? null : at.plus(deadline),
        rules.slotLimit());
  }
}
