package io.jararaca.core.ledger;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a sweep found.
 *
 * @param toPublish runs that are Claimed and must get to the broker, unless this beat has them in
 *     flight
 * @param looked runs looked at; as many as the limit: sweep again at once
 * @param nextLook the earliest instant at which this partition needs a look; none: it holds no run
 * @param now the ledger's time
 */
public record Swept(
    List<Publication> toPublish, int looked, @Nullable Instant nextLook, Instant now) {

  public Swept {
    toPublish = List.copyOf(toPublish);
  }
}
