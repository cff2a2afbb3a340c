/** The chart: what it renders, refuses, and may do. */
@NullMarked
package io.jararaca.e2e.chart;

import org.jspecify.annotations.NullMarked;
