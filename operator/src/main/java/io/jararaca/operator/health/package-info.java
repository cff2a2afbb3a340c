/** How people and machines see whether this process is well: health, readiness and metrics. */
@NullMarked
package io.jararaca.operator.health;

import org.jspecify.annotations.NullMarked;
