package io.jararaca.core.ledger;

import io.jararaca.core.run.RunId;

/**
 * A run at one of its returns to Pending.
 *
 * @param rev counts the returns, from 0
 */
public record RunRev(RunId id, int rev) {}
