/** From people's objects to what the ledger keeps. */
@NullMarked
package io.jararaca.worker.publish;

import org.jspecify.annotations.NullMarked;
