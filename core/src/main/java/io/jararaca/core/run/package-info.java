/**
 * The run: one execution of one handler for one planned instant, its identity, states and rules.
 */
@NullMarked
package io.jararaca.core.run;

import org.jspecify.annotations.NullMarked;
