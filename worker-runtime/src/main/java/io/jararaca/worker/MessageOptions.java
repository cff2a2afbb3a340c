package io.jararaca.worker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.jararaca.core.ledger.OnDuplicate;
import io.jararaca.core.run.HandlerRef;
import io.jararaca.core.run.RetryPolicy;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is said of one message besides its payload and time. Immutable; begin with {@link #none()}.
 * Bounds and defaults are those of a DelayedMessage.
 *
 * @param handler name of the handler; none: the class says it
 * @param idempotencyKey at most one message of that key in the namespace is kept at a time, for as
 *     long as its record is: until a day after its end
 * @param onDuplicate what this message does to one that holds its key and has not started
 * @param expireAfter it must start within that long after it is due; none: it waits for ever
 * @param retry what follows a failed attempt
 * @param timeout of one attempt; none: no bound
 * @param onLost what follows the loss of its worker
 * @param headers at most 32, names of at most 128 bytes, values of at most 1,024
 */
public record MessageOptions(
    @Nullable String handler,
    @Nullable String idempotencyKey,
    OnDuplicate onDuplicate,
    @Nullable Duration expireAfter,
    RetryPolicy retry,
    @Nullable Duration timeout,
    OnLost onLost,
    Map<String, String> headers) {

  public static final int MAX_HEADERS = 32;

  private static final int MAX_HEADER = 1024;
  private static final int MAX_HEADER_NAME = 128;
  private static final int MAX_KEY = 256;
  private static final Duration MAX_EXPIRE_AFTER = Duration.ofDays(365);
  private static final Duration MAX_TIMEOUT = Duration.ofDays(7);
  private static final Duration MAX_BACKOFF = Duration.ofDays(1);

  private static final MessageOptions NONE =
      new MessageOptions(
          null, null, OnDuplicate.IGNORE, null, RetryPolicy.DEFAULT, null, OnLost.RETRY, Map.of());

  public MessageOptions {
    requireNonNull(onDuplicate, "onDuplicate");
    requireNonNull(retry, "retry");
    requireNonNull(onLost, "onLost");
    if (handler != null) {
      handler = new HandlerRef("default", handler).name();
    }
    check(
        idempotencyKey == null || (!idempotencyKey.isEmpty() && idempotencyKey.length() <= MAX_KEY),
        "idempotencyKey: use 1 to " + MAX_KEY + " characters");
    check(expireAfter, MAX_EXPIRE_AFTER, "expireAfter");
    check(timeout, MAX_TIMEOUT, "timeout");
    check(
        retry.maxBackoff().compareTo(MAX_BACKOFF) <= 0,
        "retry.maxBackoff " + retry.maxBackoff() + ": use at most " + MAX_BACKOFF);
    check(headers.size() <= MAX_HEADERS, "headers: use at most " + MAX_HEADERS);
    headers.forEach(MessageOptions::checkHeader);
    headers = Collections.unmodifiableMap(new TreeMap<>(headers));
  }

  /** One attempt, no key, no deadline. */
  public static MessageOptions none() {
    return NONE;
  }

  public MessageOptions handler(String name) {
    return new MessageOptions(
        name, idempotencyKey, onDuplicate, expireAfter, retry, timeout, onLost, headers);
  }

  public MessageOptions idempotencyKey(String key) {
    return new MessageOptions(
        handler, key, onDuplicate, expireAfter, retry, timeout, onLost, headers);
  }

  public MessageOptions onDuplicate(OnDuplicate rule) {
    return new MessageOptions(
        handler, idempotencyKey, rule, expireAfter, retry, timeout, onLost, headers);
  }

  public MessageOptions expireAfter(Duration afterDue) {
    return new MessageOptions(
        handler, idempotencyKey, onDuplicate, afterDue, retry, timeout, onLost, headers);
  }

  public MessageOptions retry(RetryPolicy policy) {
    return new MessageOptions(
        handler, idempotencyKey, onDuplicate, expireAfter, policy, timeout, onLost, headers);
  }

  public MessageOptions timeout(Duration ofAttempt) {
    return new MessageOptions(
        handler, idempotencyKey, onDuplicate, expireAfter, retry, ofAttempt, onLost, headers);
  }

  public MessageOptions onLost(OnLost rule) {
    return new MessageOptions(
        handler, idempotencyKey, onDuplicate, expireAfter, retry, timeout, rule, headers);
  }

  /** These and one more header. */
  public MessageOptions header(String name, String value) {
    Map<String, String> more = new TreeMap<>(headers);
    more.put(name, value);
    return new MessageOptions(
        handler, idempotencyKey, onDuplicate, expireAfter, retry, timeout, onLost, more);
  }

  private static void checkHeader(String name, String value) {
    check(
        !name.isEmpty() && bytes(name) <= MAX_HEADER_NAME,
        "header \"" + name + "\": use a name of 1 to " + MAX_HEADER_NAME + " bytes");
    check(
        bytes(value) <= MAX_HEADER,
        "header \"" + name + "\": use at most " + MAX_HEADER + " bytes");
  }

  private static int bytes(String text) {
    return text.getBytes(UTF_8).length;
  }

  private static void check(@Nullable Duration duration, Duration most, String field) {
    check(
        duration == null
            || (!duration.isZero() && !duration.isNegative() && duration.compareTo(most) <= 0),
        field + " " + duration + ": use more than zero, at most " + most.toDays() + " days");
  }

  private static void check(boolean valid, String mend) {
    if (!valid) {
      throw new IllegalArgumentException(mend);
    }
  }
}
