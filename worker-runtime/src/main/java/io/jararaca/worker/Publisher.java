package io.jararaca.worker;

import io.jararaca.core.ledger.CancelReason;
import io.jararaca.core.ledger.LedgerUnavailableException;
import io.jararaca.core.ledger.RunSnapshot;
import io.jararaca.core.ledger.Waiting;
import io.jararaca.core.publish.OutboxFullException;
import io.jararaca.core.publish.QuotaExceededException;
import io.jararaca.core.publish.WaitingMessages;
import io.jararaca.core.run.HandlerRef;
import io.jararaca.core.run.Origin;
import io.jararaca.core.run.RunId;
import io.jararaca.worker.publish.MessageDraft;
import io.jararaca.worker.publish.PublisherParts;
import io.jararaca.worker.publish.Receipts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/**
 * Publishes messages to handlers, now or later, straight into the ledger: no Kubernetes object is
 * made, and a message that was taken is delivered at least once whatever is killed then.
 *
 * <p>Every method returns at once; messages travel in batches. When too many wait for the ledger's
 * answer, publishing blocks, or fails, as the builder says. What is returned completes when the
 * ledger has the message, and fails with {@link LedgerUnavailableException} after the patience (the
 * message may be kept or not: only with an idempotency key is it safe to publish it again), {@link
 * QuotaExceededException}, {@link OutboxFullException}, or {@link IllegalStateException} after
 * {@link #close()}.
 *
 * <p>Safe for many threads; one for a program is enough.
 *
 * <pre>
 * try (Publisher publisher = Publisher.builder().build()) {
 *   publisher.publishAfter(new Reminder("zoe", "tea"), Duration.ofMinutes(5)).join();
 * }
 * </pre>
 */
public final class Publisher implements AutoCloseable {

  /** The header that names what published a message. */
  public static final String SOURCE = "source";

  /** The header with the id of the run in which a message was published. */
  public static final String CAUSE = "cause";

  private static final Duration LONGEST_DELAY = Duration.ofDays(36_500);
  private static final List<String> TRACE = List.of("traceparent", "tracestate");

  private final PublisherParts parts;
  private final Map<String, String> carried;
  private final boolean own;

  /**
   * @param carried headers of every message that does not say them itself
   */
  Publisher(PublisherParts parts, Map<String, String> carried) {
    this(parts, carried, true);
  }

  private Publisher(PublisherParts parts, Map<String, String> carried, boolean own) {
    this.parts = parts;
    this.carried = carried;
    this.own = own;
  }

  public static PublisherBuilder builder() {
    return new PublisherBuilder();
  }

  /** The namespace of the handlers that it publishes to. */
  public String namespace() {
    return parts.namespace();
  }

  /**
   * To be delivered at once.
   *
   * @throws InvalidMessageException nothing was published; so for all of these
   */
  public CompletableFuture<Receipt> publish(Object message) {
    return publish(message, MessageOptions.none());
  }

  public CompletableFuture<Receipt> publish(Object message, MessageOptions options) {
    return publishAfter(message, Duration.ZERO, options);
  }

  /**
   * To be delivered at an instant.
   *
   * @param dispatchTime seconds since 1970; past: at once
   */
  public CompletableFuture<Receipt> publishDelayed(Object message, long dispatchTime) {
    return publishDelayed(message, dispatchTime, MessageOptions.none());
  }

  public CompletableFuture<Receipt> publishDelayed(
      Object message, long dispatchTime, MessageOptions options) {
    return publishAt(message, Instant.ofEpochSecond(dispatchTime), options);
  }

  /**
   * To be delivered that long after the ledger has it, by the ledger's clock.
   *
   * @param delay whole milliseconds, from zero to 36,500 days
   */
  public CompletableFuture<Receipt> publishAfter(Object message, Duration delay) {
    return publishAfter(message, delay, MessageOptions.none());
  }

  public CompletableFuture<Receipt> publishAfter(
      Object message, Duration delay, MessageOptions options) {
    if (delay.isNegative() || delay.compareTo(LONGEST_DELAY) > 0) {
      throw new InvalidMessageException(
          "delay %s: use zero or more, at most %,d days".formatted(delay, LONGEST_DELAY.toDays()));
    }
    return send(message, Instant.EPOCH.plus(delay), true, options);
  }

  /** To be delivered at an instant, by the ledger's clock; past: at once. */
  public CompletableFuture<Receipt> publishAt(Object message, Instant instant) {
    return publishAt(message, instant, MessageOptions.none());
  }

  public CompletableFuture<Receipt> publishAt(
      Object message, Instant instant, MessageOptions options) {
    return send(message, instant, false, options);
  }

  /**
   * Cancels a message that is not running and has not ended; a retry that waits, too.
   *
   * @return whether it is Cancelled now, by this call or an earlier one
   */
  public CompletableFuture<Boolean> cancel(String id) {
    return message(RunId.parse(id)).thenCompose(this::cancelFound);
  }

  /** Cancels the message that holds an idempotency key. */
  public CompletableFuture<Boolean> cancelByKey(String idempotencyKey) {
    return holder(idempotencyKey).thenCompose(this::cancelFound);
  }

  /** A message of this namespace, until a day after its end. */
  public CompletableFuture<Optional<PublishedMessage>> find(String id) {
    return message(RunId.parse(id)).thenApply(found -> found.map(PublishedMessage::of));
  }

  /** The message that holds an idempotency key. */
  public CompletableFuture<Optional<PublishedMessage>> findByKey(String idempotencyKey) {
    return holder(idempotencyKey).thenApply(found -> found.map(PublishedMessage::of));
  }

  /**
   * Messages that wait for a handler, retries included, those that are due first.
   *
   * @param from first due instant
   * @param to last due instant
   * @param limit how many at most
   */
  public CompletableFuture<List<PublishedMessage>> list(
      String handler, Instant from, Instant to, int limit) {
    Waiting.Query query = Waiting.Query.of(from, to, new HandlerRef(parts.namespace(), handler));
    return WaitingMessages.list(parts.ledger(), query, run -> true, limit)
        .thenApply(found -> found.stream().map(PublishedMessage::of).toList());
  }

  /**
   * This publisher as a handler is given it: its messages carry the run's {@code traceparent} and
   * {@code tracestate}, its owner as {@link #SOURCE} and its id as {@link #CAUSE}. Closing it does
   * nothing.
   */
  public Publisher within(Run run) {
    Map<String, String> headers = new TreeMap<>();
    for (String name : TRACE) {
      String value = run.headers().get(name);
      if (value != null) {
        headers.put(name, value);
      }
    }
    headers.put(SOURCE, run.owner());
    headers.put(CAUSE, run.id());
    return new Publisher(parts, headers, false);
  }

  /** Takes no more messages, waits at most 5 s for the ledger's answers, and disconnects. */
  @Override
  public void close() {
    if (own) {
      parts.close();
    }
  }

  private CompletableFuture<Receipt> send(
      Object message, Instant due, boolean fromNow, MessageOptions options) {
    MessageDraft draft =
        MessageDraft.of(parts.namespace(), parts.writer(), message, due, fromNow, options, carried);
    return Receipts.of(parts.outbox().add(draft.partition(), draft::in), draft, parts.ledger());
  }

  private CompletableFuture<Optional<RunSnapshot>> holder(String idempotencyKey) {
    return parts
        .ledger()
        .holder(MessageDraft.entryKey(parts.namespace(), idempotencyKey))
        .thenCompose(
            found ->
                found
                    .map(this::message)
                    .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty())));
  }

  private CompletableFuture<Optional<RunSnapshot>> message(RunId id) {
    return parts.ledger().run(id).thenApply(found -> found.filter(this::ours));
  }

  private boolean ours(RunSnapshot run) {
    return run.origin() == Origin.MESSAGE && run.handler().namespace().equals(parts.namespace());
  }

  private CompletableFuture<Boolean> cancelFound(Optional<RunSnapshot> found) {
    return found
        .map(run -> parts.ledger().cancel(run.id(), CancelReason.REQUESTED))
        .orElseGet(() -> CompletableFuture.completedFuture(false));
  }
}
