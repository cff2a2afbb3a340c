package io.jararaca.core.run;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The identity of a run: {@code <partition>-<uuid>}, for instance {@code
 * 17-6c84fb90-12c4-11e1-840d-7b25c5ee775a}. The same tick has the same id for ever, whoever
 * computes it.
 */
public record RunId(Partition partition, UUID uuid) {

  public RunId {
    requireNonNull(partition, "partition");
    requireNonNull(uuid, "uuid");
  }

  /** The run of the tick planned at that instant (before jitter). */
  public static RunId ofTick(Owner owner, Instant plannedAt) {
    return ofOwner(owner, owner.uid() + "|" + plannedAt.toEpochMilli());
  }

  /** The run asked for by a value of the trigger annotation. */
  public static RunId ofTrigger(Owner owner, String value) {
    return ofOwner(owner, owner.uid() + "|trigger|" + value);
  }

  /** The run of the exception handler of a run that ended badly. */
  public static RunId ofException(RunId failed) {
    return new RunId(failed.partition, NameBasedUuid.of(failed.toString()));
  }

  /** The message that repeats one which was not done: always the same, so that it does so once. */
  public static RunId ofRetry(RunId ended) {
    return new RunId(ended.partition, NameBasedUuid.of(ended + "|retry"));
  }

  /**
   * The run of a DelayedMessage: the resource's uid.
   *
   * @param entryKey its idempotency key, {@code namespace/key}, which gives the partition; none:
   *     the resource gives it
   */
  public static RunId ofMessage(Owner owner, @Nullable String entryKey) {
    Partition partition = entryKey == null ? owner.key().partition() : Partition.of(entryKey);
    return new RunId(partition, uuidOf(owner.uid()));
  }

  /** Reads what {@link #toString()} wrote. */
  public static RunId parse(String text) {
    int dash = text.indexOf('-');
    try {
      return new RunId(
          new Partition(Integer.parseInt(text.substring(0, dash))),
          UUID.fromString(text.substring(dash + 1)));
    } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
      throw new IllegalArgumentException("run id \"" + text + "\": expected <partition>-<uuid>", e);
    }
  }

  @Override
  public String toString() {
    return partition.index() + "-" + uuid;
  }

  private static RunId ofOwner(Owner owner, String name) {
    return new RunId(owner.key().partition(), NameBasedUuid.of(name));
  }

  private static UUID uuidOf(String uid) {
    try {
      return UUID.fromString(uid);
    } catch (IllegalArgumentException notAUuid) {
      return NameBasedUuid.of(uid);
    }
  }
}
