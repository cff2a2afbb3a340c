/** {@code jararaca actions}. */
@NullMarked
package io.jararaca.cli.actions;

import org.jspecify.annotations.NullMarked;
