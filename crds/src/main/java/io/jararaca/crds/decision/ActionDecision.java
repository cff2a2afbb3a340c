package io.jararaca.crds.decision;

import io.jararaca.core.action.ActionDefinition;
import io.jararaca.core.action.CatchUp;
import io.jararaca.core.action.RunTemplate;
import io.jararaca.core.action.TickRules;
import io.jararaca.core.schedule.DstGapPolicy;
import io.jararaca.core.schedule.Schedule;
import io.jararaca.core.schedule.ScheduleSpec;
import io.jararaca.crds.v1alpha1.ScheduledActionSpec;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Decides what a ScheduledAction means. */
public final class ActionDecision {

  private ActionDecision() {}

  /**
   * @param trigger value of the trigger annotation; none: absent
   */
  public static Decision<ActionDefinition> decide(
      Identity identity, ScheduledActionSpec spec, @Nullable String trigger) {
    Findings findings = new Findings();
    if (spec.unreadable() != null) {
      findings.add(new Finding("spec", spec.unreadable()));
      return new Decision.Invalid<>(findings.all());
    }
    String handler = spec.handler() == null ? identity.key().name() : spec.handler();
    Schedule schedule = schedule(findings, identity, spec);
    TickRules rules = rules(findings, spec);
    RunTemplate template =
        Templates.template(
            findings,
            identity.key().namespace(),
            handler,
            spec.payload(),
            spec.headers(),
            spec.timeoutSeconds(),
            spec.retry(),
            spec.onLost(),
            spec.exclusive(),
            spec.exceptionHandler());
    if (!findings.none() || schedule == null || rules == null || template == null) {
      return new Decision.Invalid<>(findings.all());
    }
    return new Decision.Valid<>(
        new ActionDefinition(
            identity.owner(), identity.generation(), schedule, rules, template, trigger));
  }

  private static @Nullable Schedule schedule(
      Findings findings, Identity identity, ScheduledActionSpec spec) {
    Instant start = findings.check("startTime", () -> spec.startInstant().orElse(null));
    Instant end = findings.check("endTime", () -> spec.endInstant().orElse(null));
    return findings.check(
        "cron",
        () ->
            new ScheduleSpec(
                    spec.cron(),
                    spec.timeZone(),
                    DstGapPolicy.valueOf(spec.dstGapPolicy().name()),
                    start,
                    end,
                    Duration.ofSeconds(spec.jitterSeconds()),
                    identity.created())
                .compile());
  }

  private static @Nullable TickRules rules(Findings findings, ScheduledActionSpec spec) {
    Duration deadline =
        Templates.seconds(findings, "startingDeadlineSeconds", spec.startingDeadlineSeconds());
    return findings.check(
        "spec",
        () -> {
          TickRules rules =
              new TickRules(
                  spec.allowOverlap(),
                  spec.maxActive(),
                  CatchUp.valueOf(spec.catchUp().name()),
                  deadline,
                  spec.suspend(),
                  spec.maxRuns(),
                  spec.suspendAfterFailures(),
                  spec.historyLimit());
          rules.policy(); // refuses what the ledger cannot hold
          return rules;
        });
  }
}
