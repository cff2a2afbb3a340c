package io.jararaca.e2e.soak;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A fault that struck.
 *
 * @param over from when on all could be well again: the killed process is gone and its replacement
 *     may act, the server answers, the network is whole
 * @param lostSince from when on the ledger's writes may be lost; none: nothing is lost
 * @param killed pods that were killed
 * @param complaints what should have gone on meanwhile, and did not
 */
record Strike(
    Instant begun,
    Instant over,
    @Nullable Instant lostSince,
    Set<String> killed,
    List<String> complaints) {

  /** How long before a total loss what the status shows of the ledger may be old. */
  static final Duration STALE = Duration.ofSeconds(30);

  Strike {
    killed = Set.copyOf(killed);
    complaints = List.copyOf(complaints);
  }

  /** One that is over as it begins: nobody has to wait for anything but the survivors. */
  static Strike at(Instant instant) {
    return new Strike(instant, instant, null, Set.of(), List.of());
  }

  static Strike during(Instant begun, Instant over) {
    return new Strike(begun, over, null, Set.of(), List.of());
  }

  Strike killing(String pod) {
    return new Strike(begun, over, lostSince, Set.of(pod), complaints);
  }

  Strike losingSince(Instant instant) {
    return new Strike(begun, over, instant, killed, complaints);
  }

  Strike complaining(List<String> added) {
    return new Strike(begun, over, lostSince, killed, added);
  }

  /** As another install on the same servers saw it, whose pods go by the same names. */
  Strike seenByNeighbours() {
    return new Strike(begun, over, lostSince, Set.of(), List.of());
  }

  /** Whether the loss of the ledger's writes excuses what happened at that instant. */
  boolean excuses(Instant instant, Duration runLease) {
    return lostSince != null
        && !instant.isBefore(lostSince)
        && instant.isBefore(over.plus(runLease).plus(STALE));
  }
}
