/** {@code jararaca delayed}. */
@NullMarked
package io.jararaca.cli.delayed;

import org.jspecify.annotations.NullMarked;
