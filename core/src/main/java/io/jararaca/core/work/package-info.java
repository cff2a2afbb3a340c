/**
 * The worker loop: it takes runs from the broker, starts each by the ledger's leave, keeps its
 * lease, bounds its time and tells the ledger how it ended. Ports, threads and clock are given.
 */
@NullMarked
package io.jararaca.core.work;

import org.jspecify.annotations.NullMarked;
