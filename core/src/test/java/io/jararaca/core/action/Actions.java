package io.jararaca.core.action;

import io.jararaca.core.run.HandlerRef;
import io.jararaca.core.run.Owner;
import io.jararaca.core.run.OwnerKey;
import io.jararaca.core.schedule.ScheduleSpec;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Builds actions for tests. */
public record Actions(
    String name,
    String uid,
    long generation,
    ScheduleSpec schedule,
    TickRules rules,
    RunTemplate template,
    @Nullable String trigger) {

  /** {@code default/<name>}, handled by the handler of that name, with all defaults. */
  public static Actions action(String name, String expression) {
    return new Actions(
        name,
        "uid-of-" + name,
        1,
        ScheduleSpec.of(expression),
        TickRules.DEFAULT,
        RunTemplate.of(new HandlerRef("default", name)),
        null);
  }

  public Actions generation(long generation) {
    return new Actions(name, uid, generation, schedule, rules, template, trigger);
  }

  public Actions uid(String uid) {
    return new Actions(name, uid, generation, schedule, rules, template, trigger);
  }

  public Actions cron(String expression) {
    ScheduleSpec other =
        new ScheduleSpec(
            expression,
            schedule.timeZone(),
            schedule.dstGapPolicy(),
            schedule.startTime(),
            schedule.endTime(),
            schedule.jitter(),
            schedule.anchor());
    return new Actions(name, uid, generation, other, rules, template, trigger);
  }

  public Actions jitter(Duration jitter) {
    return new Actions(
        name, uid, generation, schedule.withJitter(jitter), rules, template, trigger);
  }

  public Actions rules(TickRules rules) {
    return new Actions(name, uid, generation, schedule, rules, template, trigger);
  }

  public Actions catchUp(CatchUp catchUp) {
    return rules(rules.withCatchUp(catchUp));
  }

  public Actions deadline(Duration deadline) {
    return rules(rules.withStartingDeadline(deadline));
  }

  public Actions allowOverlap() {
    return rules(rules.withAllowOverlap(true));
  }

  public Actions suspend(boolean suspend) {
    return rules(rules.withSuspend(suspend));
  }

  public Actions maxRuns(int maxRuns) {
    return rules(rules.withMaxRuns(maxRuns));
  }

  public Actions handler(String handler) {
    return template(RunTemplate.of(new HandlerRef("default", handler)));
  }

  public Actions template(RunTemplate template) {
    return new Actions(name, uid, generation, schedule, rules, template, trigger);
  }

  public Actions trigger(@Nullable String trigger) {
    return new Actions(name, uid, generation, schedule, rules, template, trigger);
  }

  public Owner owner() {
    return new Owner(OwnerKey.scheduledAction("default", name), uid);
  }

  public ActionDefinition build() {
    return new ActionDefinition(owner(), generation, schedule.compile(), rules, template, trigger);
  }
}
