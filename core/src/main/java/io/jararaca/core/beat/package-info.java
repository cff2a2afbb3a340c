/** The beat: works out what is due, claims it in the ledger and publishes it. */
@NullMarked
package io.jararaca.core.beat;

import org.jspecify.annotations.NullMarked;
