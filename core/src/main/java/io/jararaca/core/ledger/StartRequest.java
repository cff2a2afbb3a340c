package io.jararaca.core.ledger;

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
 */
public record StartRequest(
    RunSpec spec, int rev, String incarnation, String nonce, String instance, Duration lease) {}
