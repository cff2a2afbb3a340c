/** Removes what has ended, and knows what must not be removed yet. */
@NullMarked
package io.jararaca.operator.cleanup;

import org.jspecify.annotations.NullMarked;
