package io.jararaca.core.ledger;

import static java.util.Objects.requireNonNull;

/**
 * Proof of leadership that the ledger can compare: each new leader's value is greater than every
 * one before.
 *
 * @param value 1 or more
 * @param holder who leads, unique for each process
 */
public record FencingToken(long value, String holder) {

  public FencingToken {
    requireNonNull(holder, "holder");
    if (value < 1) {
      throw new IllegalArgumentException("fencing token " + value + ": must be 1 or more");
    }
  }
}
