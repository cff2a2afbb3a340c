package io.jararaca.core.ledger;

import static java.util.Objects.requireNonNull;

import io.jararaca.core.run.HandlerRef;
import io.jararaca.core.run.RunState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of the messages of a partition that wait, in the order of their due instants; or of those
 * that are in another state, in that of the ledger's next look at them.
 *
 * @param messages Pending ones, retries included, unless others were asked for
 * @param next asks for the page after this; none: this was the last
 */
public record Waiting(List<RunSnapshot> messages, @Nullable Query next) {

  public Waiting {
    messages = List.copyOf(messages);
  }

  /**
   * Which messages are meant.
   *
   * @param from first due instant; of other than Pending ones the ledger's next look
   * @param to last such instant
   * @param skip runs at {@code from} that an earlier page has looked at
   * @param handler theirs alone; none: all handlers'
   * @param state that they are in
   */
  public record Query(
      Instant from, Instant to, int skip, @Nullable HandlerRef handler, RunState state) {

    public Query {
      requireNonNull(from, "from");
      requireNonNull(to, "to");
      requireNonNull(state, "state");
    }

    /** The first page of those that wait. */
    public static Query of(Instant from, Instant to, @Nullable HandlerRef handler) {
      return new Query(from, to, 0, handler, RunState.PENDING);
    }

    /** The first page of all that are in that state, whenever they were due. */
    public static Query in(RunState state, @Nullable HandlerRef handler) {
      return new Query(Instant.EPOCH, Instant.MAX, 0, handler, state);
    }

    /** The page after this one, which begins after that many runs of that instant. */
    public Query next(Instant from, int skip) {
      return new Query(from, to, skip, handler, state);
    }
  }
}
