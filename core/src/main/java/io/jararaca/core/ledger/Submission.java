package io.jararaca.core.ledger;

import static java.util.Objects.requireNonNull;

import io.jararaca.core.run.RunSpec;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message for the ledger to keep until it is due.
 *
 * @param spec its plannedAt is the due instant
 * @param generation of the resource; 0 for a published message. A higher one of the same run is an
 *     edit
 * @param entryKey idempotency key, {@code namespace/key}, whose partition the run id must have;
 *     none: the run id alone is the identity
 * @param fromNow the spec's plannedAt and expiresAt count from the ledger's time of the submission,
 *     not from 1970: publishers need no clock
 */
public record Submission(
    RunSpec spec,
    long generation,
    byte[] body,
    @Nullable String entryKey,
    OnDuplicate onDuplicate,
    boolean fromNow) {

  public Submission {
    requireNonNull(spec, "spec");
    requireNonNull(body, "body");
    requireNonNull(onDuplicate, "onDuplicate");
    if (!spec.exclusive()) {
      throw new IllegalArgumentException("exclusive: a message runs once, on one worker");
    }
  }

  /** One whose due instant is known. */
  public Submission(
      RunSpec spec,
      long generation,
      byte[] body,
      @Nullable String entryKey,
      OnDuplicate onDuplicate) {
    this(spec, generation, body, entryKey, onDuplicate, false);
  }

  public Instant dueAt() {
    return spec.plannedAt();
  }
}
