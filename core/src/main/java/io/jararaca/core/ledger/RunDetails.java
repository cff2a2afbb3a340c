package io.jararaca.core.ledger;

import static java.util.Objects.requireNonNull;

import io.jararaca.core.run.RunSpec;

/**
 * A run, and what is delivered of it.
 *
 * @param body the payload, JSON in UTF-8; empty: none, or it is kept no more. Not to be changed
 * @param bodyKept false: the payload went with the run's end
 */
public record RunDetails(RunSnapshot run, RunSpec spec, byte[] body, boolean bodyKept) {

  public RunDetails {
    requireNonNull(run, "run");
    requireNonNull(spec, "spec");
    requireNonNull(body, "body");
  }
}
