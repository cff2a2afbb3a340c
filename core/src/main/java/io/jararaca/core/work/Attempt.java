package io.jararaca.core.work;

import io.jararaca.core.ledger.LeaseRef;
import io.jararaca.core.ledger.Publication;
import io.jararaca.core.run.RunSpec;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One start of a run, as its handler sees it.
 *
 * @param number of this start, from 1
 * @param startedAt the ledger's time of the start
 * @param deadline when its timeout ends, by the ledger's time; none: it has no timeout
 */
public record Attempt(
    Publication publication,
    LeaseRef lease,
    int number,
    Instant startedAt,
    @Nullable Instant deadline) {

  public RunSpec spec() {
    return publication.spec();
  }
}
