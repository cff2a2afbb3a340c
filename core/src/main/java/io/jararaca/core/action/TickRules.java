package io.jararaca.core.action;

import static java.util.Objects.requireNonNull;

import io.jararaca.core.ledger.OwnerPolicy;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Which of an action's ticks get a run.
 *
 * @param allowOverlap whether its runs may run beside each other
 * @param maxActive with allowOverlap, live runs at once, 1 or more
 * @param startingDeadline a run must start within that long after its planned instant; none: no
 *     bound, but one hour where catchUp is All
 * @param suspend no tick gets a run while it is true
 * @param maxRuns ticks that get a run in all; none: no bound
 * @param suspendAfterFailures runs that end badly in a row until the action is suspended; none:
 *     never
 * @param historyLimit ended runs shown, 0 to 100
 */
public record TickRules(
    boolean allowOverlap,
    int maxActive,
    CatchUp catchUp,
    @Nullable Duration startingDeadline,
    boolean suspend,
    @Nullable Integer maxRuns,
    @Nullable Integer suspendAfterFailures,
    int historyLimit) {

  public static final int DEFAULT_MAX_ACTIVE = 100;
  public static final int DEFAULT_HISTORY_LIMIT = 10;
  private static final Duration DEADLINE_OF_ALL = Duration.ofHours(1);

  public static final TickRules DEFAULT =
      new TickRules(
          false,
          DEFAULT_MAX_ACTIVE,
          CatchUp.LATEST,
          null,
          false,
          null,
          null,
          DEFAULT_HISTORY_LIMIT);

  public TickRules {
    requireNonNull(catchUp, "catchUp");
    requirePositive("maxActive", maxActive);
    requirePositive("maxRuns", maxRuns);
    requirePositive("suspendAfterFailures", suspendAfterFailures);
    if (startingDeadline == null && catchUp == CatchUp.ALL) {
      startingDeadline = DEADLINE_OF_ALL;
    }
    if (startingDeadline != null && (startingDeadline.isZero() || startingDeadline.isNegative())) {
      throw new IllegalArgumentException(
          "startingDeadline " + startingDeadline + ": must be more than zero");
    }
  }

  public TickRules withSuspend(boolean suspend) {
    return new TickRules(
        allowOverlap,
        maxActive,
        catchUp,
        startingDeadline,
        suspend,
        maxRuns,
        suspendAfterFailures,
        historyLimit);
  }

  public TickRules withCatchUp(CatchUp catchUp) {
    return new TickRules(
        allowOverlap,
        maxActive,
        catchUp,
        startingDeadline,
        suspend,
        maxRuns,
        suspendAfterFailures,
        historyLimit);
  }

  public TickRules withAllowOverlap(boolean allowOverlap) {
    return new TickRules(
        allowOverlap,
        maxActive,
        catchUp,
        startingDeadline,
        suspend,
        maxRuns,
        suspendAfterFailures,
        historyLimit);
  }

  public TickRules withStartingDeadline(@Nullable Duration startingDeadline) {
    return new TickRules(
        allowOverlap,
        maxActive,
        catchUp,
        startingDeadline,
        suspend,
        maxRuns,
        suspendAfterFailures,
        historyLimit);
  }

  public TickRules withMaxRuns(@Nullable Integer maxRuns) {
    return new TickRules(
        allowOverlap,
        maxActive,
        catchUp,
        startingDeadline,
        suspend,
        maxRuns,
        suspendAfterFailures,
        historyLimit);
  }

  /** What the ledger must know of these rules. */
  public OwnerPolicy policy() {
    return new OwnerPolicy(
        slotLimit(), catchUp == CatchUp.ALL, historyLimit, maxRuns, suspendAfterFailures);
  }

  /** Live runs that the action may have at once. */
  public int slotLimit() {
    return allowOverlap ? maxActive : 1;
  }

  private static void requirePositive(String field, @Nullable Integer value) {
    if (value != null && value < 1) {
      throw new IllegalArgumentException(field + " " + value + ": must be 1 or more");
    }
  }
}
