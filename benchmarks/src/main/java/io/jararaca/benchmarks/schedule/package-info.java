/** What the arithmetic of schedules costs; the figures stand in docs/performance.md. */
@NullMarked
package io.jararaca.benchmarks.schedule;

import org.jspecify.annotations.NullMarked;
