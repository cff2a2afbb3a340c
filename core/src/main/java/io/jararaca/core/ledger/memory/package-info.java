/**
 * The ledger and presence in memory: for schedulers inside one process, and for simulations. The
 * same rules as the ledger in Redis; one contract test judges both.
 */
@NullMarked
package io.jararaca.core.ledger.memory;

import org.jspecify.annotations.NullMarked;
