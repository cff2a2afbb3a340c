/** A beat in a process of its own, for benches to drive. */
@NullMarked
package io.jararaca.benchmarks.beat;

import org.jspecify.annotations.NullMarked;
