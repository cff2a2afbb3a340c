/**
 * The election of the beat by a Kubernetes Lease. Our own, because a standby must count the Lease's
 * end by its own clock, a token must fence the ledger, and a leader must outlive an API server.
 */
@NullMarked
package io.jararaca.operator.lease;

import org.jspecify.annotations.NullMarked;
