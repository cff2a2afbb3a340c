/** How late messages start at low load. */
@NullMarked
package io.jararaca.benchmarks.lateness;

import org.jspecify.annotations.NullMarked;
