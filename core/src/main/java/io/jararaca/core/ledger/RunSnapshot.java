package io.jararaca.core.ledger;

import io.jararaca.core.run.HandlerRef;
import io.jararaca.core.run.Origin;
import io.jararaca.core.run.Owner;
import io.jararaca.core.run.RunId;
import io.jararaca.core.run.RunState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A run as the ledger has it.
 *
 * @param dueAt of a Pending run, when it is due; else the planned instant
 * @param attempts STARTs so far (broadcast: instances that started)
 * @param dispatchedAt when the last confirm was recorded
 * @param startedAt when the last attempt began
 * @param instance the worker of the last attempt
 * @param reason of Cancelled: a {@link CancelReason} label
 * @param message the last attempt's, for people (broadcast: {@code instance: message} of the first
 *     instance, by name, that ended as the run did); none: it succeeded, or nothing was said
 */
public record RunSnapshot(
    RunId id,
    Owner owner,
    Origin origin,
    HandlerRef handler,
    Instant plannedAt,
    Instant dueAt,
    RunState state,
    int rev,
    int attempts,
    @Nullable Instant dispatchedAt,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    @Nullable String instance,
    @Nullable String reason,
    @Nullable String message) {}
