/** Which worker instances are alive, and what they can run. */
@NullMarked
package io.jararaca.core.presence;

import org.jspecify.annotations.NullMarked;
