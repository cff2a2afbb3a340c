/** {@code jararaca run} and {@code jararaca runs}. */
@NullMarked
package io.jararaca.cli.runs;

import org.jspecify.annotations.NullMarked;
