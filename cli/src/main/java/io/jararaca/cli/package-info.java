/** The {@code jararaca} command: its main, exit codes, and what its commands are run in. */
@NullMarked
package io.jararaca.cli;

import org.jspecify.annotations.NullMarked;
