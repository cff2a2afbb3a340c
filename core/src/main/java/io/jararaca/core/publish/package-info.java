/** Messages on their way from a program to the ledger. */
@NullMarked
package io.jararaca.core.publish;

import org.jspecify.annotations.NullMarked;
