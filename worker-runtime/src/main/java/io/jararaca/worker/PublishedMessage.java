package io.jararaca.worker;

import io.jararaca.core.ledger.RunSnapshot;
import io.jararaca.core.run.RunState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message as the ledger has it.
 *
 * @param id the same for every attempt
 * @param handler name of the handler
 * @param plannedAt when it was to be delivered
 * @param dueAt while it is Pending, when it is due next: a retry's instant; else plannedAt
 * @param attempts starts so far
 * @param startedAt when the last attempt began
 * @param instance the worker of the last attempt
 * @param note the last attempt's failure, or why it will not be delivered; none: there is nothing
 *     to say
 */
public record PublishedMessage(
    String id,
    String handler,
    RunState state,
    Instant plannedAt,
    Instant dueAt,
    int attempts,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    @Nullable String instance,
    @Nullable String note) {

  static PublishedMessage of(RunSnapshot run) {
    return new PublishedMessage(
        run.id().toString(),
        run.handler().name(),
        run.state(),
        run.plannedAt(),
        run.dueAt(),
        run.attempts(),
        run.startedAt(),
        run.finishedAt(),
        run.instance(),
        run.message() == null ? run.reason() : run.message());
  }
}
