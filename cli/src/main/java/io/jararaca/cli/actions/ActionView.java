package io.jararaca.cli.actions;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.jararaca.cli.output.Fields;
import io.jararaca.cli.output.Table;
import io.jararaca.cli.output.Times;
import io.jararaca.cli.runs.RunView;
import io.jararaca.core.action.ScheduleText;
import io.jararaca.core.ledger.OwnerCounters;
import io.jararaca.core.ledger.OwnerSnapshot;
import io.jararaca.core.ledger.RegisteredOwner;
import io.jararaca.core.run.PassedRange;
import io.jararaca.core.schedule.Schedule;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An action as it is shown.
 *
 * @param cron none: the action is invalid, or a beat's reload found it no more
 * @param suspended whether its declaration says so
 * @param suspendedByFailures whether suspendAfterFailures has struck
 * @param nextRunTime none: it has no next tick as it stands
 * @param history runs that ended, newest first
 * @param passed ticks that got no run, newest first
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ActionView(
    String namespace,
    String name,
    String uid,
    @Nullable String cron,
    @Nullable String timeZone,
    @Nullable String description,
    boolean suspended,
    boolean suspendedByFailures,
    int consecutiveFailures,
    @Nullable Instant nextRunTime,
    @Nullable Instant lastScheduleTime,
    @Nullable Instant lastSuccessfulTime,
    OwnerCounters counters,
    List<RunView> active,
    List<RunView> history,
    List<Passed> passed) {

  /** Ticks in a row that got no run. */
  record Passed(Instant from, Instant to, long count, String kind, String reason) {

    static Passed of(PassedRange range) {
      String kind = range.reason().kind().name();
      return new Passed(
          range.from(),
          range.to(),
          range.count(),
          kind.charAt(0) + kind.substring(1).toLowerCase(java.util.Locale.ROOT),
          range.reason().label());
    }

    String text() {
      return "%s (%s) ×%d, %s to %s"
          .formatted(kind, reason, count, Times.text(from), Times.text(to));
    }
  }

  /**
   * @param now the ledger's time
   */
  static ActionView of(RegisteredOwner owner, OwnerSnapshot known, Instant now) {
    ScheduleText text = readable(owner.schedule());
    Schedule schedule = text.schedule();
    return new ActionView(
        owner.owner().key().namespace(),
        owner.owner().key().name(),
        known.uid(),
        schedule == null ? null : schedule.spec().expression(),
        schedule == null ? null : schedule.spec().timeZone(),
        schedule == null ? null : schedule.describe(),
        text.suspended(),
        known.suspendedByFailures(),
        known.consecutiveFailures(),
        next(owner, text, known, now).orElse(null),
        known.lastScheduleTime(),
        known.lastSuccessfulTime(),
        known.counters(),
        known.active().stream().map(RunView::of).toList(),
        known.history().stream().map(RunView::of).toList(),
        known.passed().stream().map(Passed::of).toList());
  }

  /** A text that a later release wrote is shown as if there were none. */
  private static ScheduleText readable(String text) {
    try {
      return ScheduleText.parse(text);
    } catch (IllegalArgumentException e) {
      return ScheduleText.INVALID;
    }
  }

  private static Optional<Instant> next(
      RegisteredOwner owner, ScheduleText text, OwnerSnapshot known, Instant now) {
    Schedule schedule = text.schedule();
    boolean done = owner.maxRuns() != null && known.counters().runs() >= owner.maxRuns();
    if (schedule == null || text.suspended() || known.suspendedByFailures() || done) {
      return Optional.empty();
    }
    return schedule.next(known.cursor().isAfter(now) ? known.cursor() : now);
  }

  static void printTable(List<ActionView> actions, boolean namespaces, PrintWriter out) {
    Table table =
        new Table("NAME", "CRON", "SUSPENDED", "ACTIVE", "LAST RUN", "RESULT", "NEXT RUN");
    for (ActionView action : actions) {
      table.row(
          namespaces ? action.namespace + "/" + action.name : action.name,
          action.cron == null ? "(none)" : action.cron,
          action.suspension(),
          String.valueOf(action.active.size()),
          Times.text(action.lastScheduleTime),
          action.history.isEmpty() ? "" : action.history.get(0).state(),
          Times.text(action.nextRunTime));
    }
    table.print(out);
  }

  void print(PrintWriter out) {
    new Fields()
        .add("action", namespace + "/" + name)
        .add("uid", uid)
        .add("cron", cron == null ? "(none: invalid, or no longer declared)" : cron)
        .add("zone", timeZone)
        .add("in words", description)
        .add("suspended", suspension())
        .add("next run", nextRunTime)
        .add("last run", lastScheduleTime)
        .add("last success", lastSuccessfulTime)
        .add("runs", sums())
        .print(out);
    passed.forEach(range -> out.println(range.text()));
    List<RunView> runs = Stream.concat(active.stream(), history.stream()).toList();
    if (!runs.isEmpty()) {
      out.println();
      RunView.printTable(runs, out);
    }
  }

  private String suspension() {
    return suspendedByFailures
        ? "after %d failures".formatted(consecutiveFailures)
        : suspended ? "by its declaration" : "";
  }

  private String sums() {
    return "%d, of them succeeded %d, failed %d, timed out %d, lost %d, cancelled %d, expired %d; ticks skipped %d, missed %d"
        .formatted(
            counters.runs(),
            counters.succeeded(),
            counters.failed(),
            counters.timedOut(),
            counters.lost(),
            counters.cancelled(),
            counters.expired(),
            counters.skipped(),
            counters.missed());
  }
}
