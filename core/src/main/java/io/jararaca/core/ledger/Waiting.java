package io.jararaca.core.ledger;

import static java.util.Objects.requireNonNull;

import io.jararaca.core.run.HandlerRef;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of the messages that wait in a partition, in the order of their due instants.
 *
 * @param messages Pending ones, retries included
 * @param next asks for the page after this; none: this was the last
 */
public record Waiting(List<RunSnapshot> messages, @Nullable Query next) {

  public Waiting {
    messages = List.copyOf(messages);
  }

  /**
   * Which messages are meant.
   *
   * @param from first due instant
   * @param to last due instant
   * @param skip runs at {@code from} that an earlier page has looked at
   * @param handler theirs alone; none: all handlers'
   */
  public record Query(Instant from, Instant to, int skip, @Nullable HandlerRef handler) {

    public Query {
      requireNonNull(from, "from");
      requireNonNull(to, "to");
    }

    /** The first page. */
    public static Query of(Instant from, Instant to, @Nullable HandlerRef handler) {
      return new Query(from, to, 0, handler);
    }
  }
}
