/** The chart, as Helm reads it. */
@NullMarked
package io.jararaca.e2e.helm;

import org.jspecify.annotations.NullMarked;
