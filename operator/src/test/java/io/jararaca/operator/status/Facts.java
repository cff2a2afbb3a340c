package io.jararaca.operator.status;

import io.jararaca.core.action.ActionDefinition;
import io.jararaca.core.ledger.OwnerCounters;
import io.jararaca.core.ledger.OwnerSnapshot;
import io.jararaca.core.ledger.RunSnapshot;
import io.jararaca.core.run.HandlerRef;
import io.jararaca.core.run.Origin;
import io.jararaca.core.run.Owner;
import io.jararaca.core.run.OwnerKey;
import io.jararaca.core.run.PassedRange;
import io.jararaca.core.run.RunId;
import io.jararaca.core.run.RunState;
import io.jararaca.crds.decision.ActionDecision;
import io.jararaca.crds.decision.Decision;
import io.jararaca.crds.decision.Identity;
import io.jararaca.crds.v1alpha1.Condition;
import io.jararaca.crds.v1alpha1.ScheduledActionSpec;
import io.jararaca.crds.v1alpha1.ScheduledActionSpecBuilder;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Facts about one action, {@code shop/report}, whose ledger's cursor is at noon. */
final class Facts {

  static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  static final Owner REPORT = new Owner(OwnerKey.scheduledAction("shop", "report"), "uid-1");
  static final Identity IDENTITY = new Identity(REPORT, 3, NOON.minusSeconds(3600));

  ScheduledActionSpecBuilder spec = ScheduledActionSpec.builder("*/5 * * * *");
  OwnerCounters counters = OwnerCounters.ZERO;
  @Nullable Instant lastSuccess;
  @Nullable Instant stateLostAt;
  int failures;
  boolean suspendedByFailures;
  List<RunSnapshot> active = List.of();
  List<RunSnapshot> history = List.of();
  List<PassedRange> passed = List.of();
  String uid = REPORT.uid();
  Availability workers = Availability.AVAILABLE;
  List<Condition> before = List.of();
  boolean registered = true;

  ActionFacts facts() {
    Decision<ActionDefinition> decision = ActionDecision.decide(IDENTITY, spec.build(), null);
    return new ActionFacts(
        IDENTITY, "report", decision, registered ? ledger() : null, workers, before, NOON);
  }

  private OwnerSnapshot ledger() {
    return new OwnerSnapshot(
        uid,
        3,
        NOON,
        NOON,
        counters,
        null,
        lastSuccess,
        failures,
        suspendedByFailures,
        "t-1",
        stateLostAt,
        active,
        history,
        passed);
  }

  static RunSnapshot run(Instant plannedAt, RunState state) {
    return run(plannedAt, state, Origin.TICK);
  }

  static RunSnapshot run(Instant plannedAt, RunState state, Origin origin) {
    return new RunSnapshot(
        RunId.ofTick(REPORT, plannedAt),
        REPORT,
        origin,
        new HandlerRef("shop", "report"),
        plannedAt,
        plannedAt,
        state,
        0,
        1,
        plannedAt.plusMillis(10),
        plannedAt.plusMillis(20),
        state.ended() ? plannedAt.plusSeconds(1) : null,
        "worker-1",
        null,
        state == RunState.FAILED ? "boom" : null);
  }
}
