/** {@code jararaca dead}. */
@NullMarked
package io.jararaca.cli.dead;

import org.jspecify.annotations.NullMarked;
