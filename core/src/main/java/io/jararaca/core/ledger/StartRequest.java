package io.jararaca.core.ledger;

import static java.util.Objects.requireNonNull;

import io.jararaca.core.run.RunSpec;
import java.time.Duration;

/**
 * Asks to begin an attempt of a delivered run.
 *
 * @param spec as delivered: should the ledger have lost the record, it is made again from this
 * @param rev as delivered
 * @param incarnation as delivered
 * @param nonce random, one for each delivery: a repeated request with the same nonce gets the same
 *     answer
 * @param instance the worker instance
 * @param lease how long the attempt is the worker's without a heartbeat
 * @param body as delivered: a record that is made again needs it for its retries; empty: none
 */
public record StartRequest(
    RunSpec spec,
    int rev,
    String incarnation,
    String nonce,
    String instance,
    Duration lease,
    byte[] body) {

  public StartRequest {
    requireNonNull(spec, "spec");
    requireNonNull(incarnation, "incarnation");
    requireNonNull(nonce, "nonce");
    requireNonNull(instance, "instance");
    requireNonNull(lease, "lease");
    requireNonNull(body, "body");
  }

  /** Of a run without payload. */
  public StartRequest(
      RunSpec spec, int rev, String incarnation, String nonce, String instance, Duration lease) {
    this(spec, rev, incarnation, nonce, instance, lease, new byte[0]);
  }

  /** To begin an attempt of that delivery. */
  public static StartRequest of(
      Publication delivered, String nonce, String instance, Duration lease) {
    return new StartRequest(
        delivered.spec(),
        delivered.rev(),
        delivered.incarnation(),
        nonce,
        instance,
        lease,
        delivered.body());
  }
}
