/** How fast a burst of due schedules gets to the broker. */
@NullMarked
package io.jararaca.benchmarks.dispatch;

import org.jspecify.annotations.NullMarked;
