/** The command's jar, run as people run it. */
@NullMarked
package io.jararaca.e2e.cli;

import org.jspecify.annotations.NullMarked;
