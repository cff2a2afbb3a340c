package io.jararaca.core.ledger;

import static java.util.Objects.requireNonNull;

import io.jararaca.core.run.RunSpec;

/**
 * A claimed run, ready for the broker.
 *
 * @param incarnation of the partition that holds it
 * @param body the payload, JSON in UTF-8; empty: none. Not to be changed
 */
public record Publication(RunSpec spec, int rev, String incarnation, byte[] body) {

  public Publication {
    requireNonNull(spec, "spec");
    requireNonNull(incarnation, "incarnation");
    requireNonNull(body, "body");
  }

  public RunRev runRev() {
    return new RunRev(spec.id(), rev);
  }
}
