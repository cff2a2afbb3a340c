package io.jararaca.core.ledger;

import io.jararaca.core.run.RunId;

/**
 * A worker's right to a run, as the ledger gave it.
 *
 * @param leaseId {@code <attempt>:<nonce>}
 * @param instance the worker instance that holds it
 */
public record LeaseRef(RunId run, String leaseId, String instance) {}
