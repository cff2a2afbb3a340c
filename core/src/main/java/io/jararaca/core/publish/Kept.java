package io.jararaca.core.publish;

import io.jararaca.core.ledger.SubmitResult;
import io.jararaca.core.run.RunId;

/**
 * What became of a message in the ledger.
 *
 * @param run the message's own
 */
public record Kept(RunId run, SubmitResult result) {}
