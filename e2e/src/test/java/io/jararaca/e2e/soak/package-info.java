/** The promises under faults of real processes: who strikes, what is counted, who judges. */
@NullMarked
package io.jararaca.e2e.soak;

import org.jspecify.annotations.NullMarked;
