package io.jararaca.core.ledger;

import io.jararaca.core.run.Owner;
import org.jspecify.annotations.Nullable;

/**
 * An owner that the ledger was told of, as its partition lists it.
 *
 * @param schedule canonical text, as {@link Registration#schedule} had it
 * @param maxRuns ticks that get a run in all; none: no bound
 */
public record RegisteredOwner(Owner owner, String schedule, @Nullable Integer maxRuns) {}
