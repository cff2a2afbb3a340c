/** Jararaca itself, as the processes that people run. */
@NullMarked
package io.jararaca.e2e.install;

import org.jspecify.annotations.NullMarked;
