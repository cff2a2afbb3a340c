package io.jararaca.cli.runs;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.jararaca.cli.output.Fields;
import io.jararaca.cli.output.Table;
import io.jararaca.cli.output.Times;
import io.jararaca.core.ledger.RunSnapshot;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run as it is shown.
 *
 * @param owner {@code kind/namespace/name}
 * @param handler {@code namespace/name}
 * @param dueAt of a Pending run, when it is due
 * @param instance the worker of the last attempt
 * @param message the last attempt's; none: it succeeded, or nothing was said
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RunView(
    String id,
    String owner,
    String handler,
    String origin,
    String state,
    Instant plannedAt,
    @Nullable Instant dueAt,
    int attempts,
    @Nullable Instant dispatchedAt,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    @Nullable String instance,
    @Nullable String reason,
    @Nullable String message) {

  public static RunView of(RunSnapshot run) {
    return new RunView(
        run.id().toString(),
        run.owner().key().toString(),
        run.handler().toString(),
        run.origin().label(),
        run.state().label(),
        run.plannedAt(),
        run.dueAt().equals(run.plannedAt()) ? null : run.dueAt(),
        run.attempts(),
        run.dispatchedAt(),
        run.startedAt(),
        run.finishedAt(),
        run.instance(),
        run.reason(),
        run.message());
  }

  /** A line each. */
  public static void printTable(List<RunView> runs, PrintWriter out) {
    Table table =
        new Table("PLANNED", "OWNER", "HANDLER", "ORIGIN", "STATE", "ATTEMPTS", "FINISHED", "RUN");
    for (RunView run : runs) {
      table.row(
          Times.text(run.plannedAt),
          run.owner,
          run.handler,
          run.origin,
          run.state,
          String.valueOf(run.attempts),
          Times.text(run.finishedAt),
          run.id);
    }
    table.print(out);
  }

  /** Its fields, a line each. */
  public void print(PrintWriter out) {
    new Fields()
        .add("run", id)
        .add("owner", owner)
        .add("handler", handler)
        .add("origin", origin)
        .add("state", state)
        .add("planned", plannedAt)
        .add("due", dueAt)
        .add("attempts", attempts)
        .add("dispatched", dispatchedAt)
        .add("started", startedAt)
        .add("finished", finishedAt)
        .add("worker", instance)
        .add("reason", reason)
        .add("message", message)
        .print(out);
  }
}
