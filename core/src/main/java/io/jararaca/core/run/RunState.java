package io.jararaca.core.run;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a run stands. The labels are the only words for it, in Java, Redis, status, metrics and
 * docs.
 *
 * <pre>
 * Pending ──due──▶ Claimed ──confirmed──▶ Dispatched ──START──▶ Running ──▶ Succeeded | Failed | TimedOut | Lost
 *    ▲                                                            │
 *    └───────────────── retry, loss, hand-back, edit ─────────────┘      never started: Cancelled | Expired | Duplicate
 * </pre>
 */
public enum RunState {
  /** Waits for its instant: a message, or a retry. */
  PENDING("Pending"),
  /** Taken by the beat, not yet known to be in the broker. */
  CLAIMED("Claimed"),
  /** The broker confirmed it. */
  DISPATCHED("Dispatched"),
  /** A worker holds a lease on it. */
  RUNNING("Running"),
  SUCCEEDED("Succeeded"),
  FAILED("Failed"),
  TIMED_OUT("TimedOut"),
  /** Its workers vanished, as often as its policy bears. */
  LOST("Lost"),
  CANCELLED("Cancelled"),
  /** Its deadline passed before it started. */
  EXPIRED("Expired"),
  /** Another message with the same idempotency key stands for it. */
  DUPLICATE("Duplicate");

  private final String label;

  RunState(String label) {
    this.label = label;
  }

  /** {@code Running}: the word for people and wires. */
  public String label() {
    return label;
  }

  public static RunState ofLabel(String label) {
    return Arrays.stream(values())
        .filter(state -> state.label.equals(label))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("run state \"" + label + "\": unknown"));
  }

  /** Whether that is the label of an end; no label, or an unknown one: no. */
  public static boolean isEnd(@Nullable String label) {
    return Arrays.stream(values()).anyMatch(state -> state.ended() && state.label.equals(label));
  }

  /** Whether nothing can happen to the run any more. */
  public boolean ended() {
    return compareTo(SUCCEEDED) >= 0;
  }

  /** Whether the run has ended otherwise than its user wanted. */
  public boolean failure() {
    return this == FAILED || this == TIMED_OUT || this == LOST;
  }

  /** The states that a run may enter next from here. */
  public Set<RunState> next() {
    return switch (this) {
      case PENDING -> EnumSet.of(PENDING, CLAIMED, CANCELLED, EXPIRED, DUPLICATE);
      case CLAIMED -> EnumSet.of(PENDING, DISPATCHED, RUNNING, CANCELLED, EXPIRED);
      case DISPATCHED -> EnumSet.of(PENDING, CLAIMED, RUNNING, CANCELLED, EXPIRED);
      case RUNNING -> EnumSet.of(PENDING, SUCCEEDED, FAILED, TIMED_OUT, LOST);
      default -> EnumSet.noneOf(RunState.class);
    };
  }
}
