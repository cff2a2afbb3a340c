/** What every adapter of the broker's ports must hold. */
@NullMarked
package io.jararaca.core.broker;

import org.jspecify.annotations.NullMarked;
