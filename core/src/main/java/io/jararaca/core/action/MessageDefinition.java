package io.jararaca.core.action;

import static java.util.Objects.requireNonNull;

import io.jararaca.core.ledger.OnDuplicate;
import io.jararaca.core.ledger.Submission;
import io.jararaca.core.run.Origin;
import io.jararaca.core.run.Owner;
import io.jararaca.core.run.OwnerKey;
import io.jararaca.core.run.RunId;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A valid DelayedMessage.
 *
 * @param generation of the resource
 * @param deliverAt when it is due; past: at once
 * @param expireAfter it must start within that long after deliverAt; none: no bound
 * @param idempotencyKey unique in its namespace; none: the resource stands for itself
 * @param cancel whether it shall not be delivered any more
 */
public record MessageDefinition(
    Owner owner,
    long generation,
    Instant deliverAt,
    @Nullable Duration expireAfter,
    @Nullable String idempotencyKey,
    OnDuplicate onDuplicate,
    RunTemplate template,
    boolean cancel) {

  public MessageDefinition {
    requireNonNull(owner, "owner");
    requireNonNull(deliverAt, "deliverAt");
    requireNonNull(onDuplicate, "onDuplicate");
    requireNonNull(template, "template");
  }

  public OwnerKey key() {
    return owner.key();
  }

  /**
   * In the partition of its idempotency key, so that the ledger can compare messages of one key.
   */
  public RunId runId() {
    return RunId.ofMessage(owner, entryKey());
  }

  public Submission submission() {
    Instant expiresAt = expireAfter == null ? null : deliverAt.plus(expireAfter);
    return new Submission(
        template.run(runId(), owner, Origin.MESSAGE, deliverAt, expiresAt, 0),
        generation,
        template.payload(),
        entryKey(),
        onDuplicate);
  }

  private @Nullable String entryKey() {
    return idempotencyKey == null ? null : owner.key().namespace() + "/" + idempotencyKey;
  }
}
