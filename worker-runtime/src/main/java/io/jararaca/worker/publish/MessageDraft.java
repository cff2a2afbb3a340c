package io.jararaca.worker.publish;

import io.jararaca.core.ledger.Submission;
import io.jararaca.core.run.HandlerRef;
import io.jararaca.core.run.Origin;
import io.jararaca.core.run.Owner;
import io.jararaca.core.run.OwnerKey;
import io.jararaca.core.run.Partition;
import io.jararaca.core.run.RunId;
import io.jararaca.core.run.RunSpec;
import io.jararaca.worker.InvalidMessageException;
import io.jararaca.worker.MessageOptions;
import io.jararaca.worker.OnLost;
import io.jararaca.worker.handler.HandlerNames;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message before it has an id.
 *
 * @param entryKey its idempotency key with the namespace; none: it has none
 * @param due from 1970, or with fromNow, from the ledger's now
 */
public record MessageDraft(
    HandlerRef handler,
    byte[] body,
    @Nullable String entryKey,
    Instant due,
    boolean fromNow,
    MessageOptions options,
    Map<String, String> headers) {

  /** Of all that is published: there is no resource whose lives have to be told apart. */
  private static final String UID = "published";

  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

  /**
   * @param carried headers that the options may replace
   * @throws InvalidMessageException it cannot be published
   */
  public static MessageDraft of(
      String namespace,
      MessageWriter writer,
      Object message,
      Instant due,
      boolean fromNow,
      MessageOptions options,
      Map<String, String> carried) {
    if (due.isAfter(LAST)) {
      throw new InvalidMessageException("due " + due + ": must be before the year 10000");
    }
    String named = options.handler();
    String handler = named == null ? HandlerNames.ofMessage(message.getClass()) : named;
    String key = options.idempotencyKey();
    return new MessageDraft(
        new HandlerRef(namespace, handler),
        writer.write(message),
        key == null ? null : entryKey(namespace, key),
        due.isBefore(Instant.EPOCH) ? Instant.EPOCH : due,
        fromNow,
        options,
        together(carried, options.headers()));
  }

  public static String entryKey(String namespace, String idempotencyKey) {
    return namespace + "/" + idempotencyKey;
  }

  /** The partition that it must have; none: any. */
  public @Nullable Partition partition() {
    return entryKey == null ? null : Partition.of(entryKey);
  }

  public Submission in(Partition partition) {
    Duration expireAfter = options.expireAfter();
    return new Submission(
        new RunSpec(
            new RunId(partition, UUID.randomUUID()),
            new Owner(OwnerKey.message(handler.namespace(), handler.name()), UID),
            Origin.MESSAGE,
            handler,
            due,
            expireAfter == null ? null : due.plus(expireAfter),
            options.timeout(),
            options.retry(),
            options.onLost() == OnLost.RETRY ? RunSpec.DEFAULT_MAX_LOSSES : 0,
            0,
            true,
            null,
            headers),
        0,
        body,
        entryKey,
        options.onDuplicate(),
        fromNow);
  }

  private static Map<String, String> together(
      Map<String, String> carried, Map<String, String> said) {
    if (carried.isEmpty()) {
      return said;
    }
    Map<String, String> all = new TreeMap<>(carried);
    all.putAll(said);
    if (all.size() > MessageOptions.MAX_HEADERS) {
      throw new InvalidMessageException(
          "headers: %d, with %s of the publisher's; at most %d are allowed"
              .formatted(all.size(), carried.keySet(), MessageOptions.MAX_HEADERS));
    }
    return all;
  }
}
