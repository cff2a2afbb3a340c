/**
 * Status is level-triggered: whatever happened, the leader reads the ledger's present state and
 * writes what a status should be, where it is not so already.
 */
@NullMarked
package io.jararaca.operator.status;

import org.jspecify.annotations.NullMarked;
