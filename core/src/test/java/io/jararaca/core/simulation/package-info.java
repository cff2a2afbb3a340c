/**
 * Beats, ledger, broker and workers in one thread under a simulated clock, with faults between any
 * two steps, judged by a model that knows only the promises. See docs/reliability.md.
 */
@NullMarked
package io.jararaca.core.simulation;

import org.jspecify.annotations.NullMarked;
