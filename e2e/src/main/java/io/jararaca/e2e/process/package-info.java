/** Operating system processes that tests and the demo start, signal and never leave behind. */
@NullMarked
package io.jararaca.e2e.process;

import org.jspecify.annotations.NullMarked;
