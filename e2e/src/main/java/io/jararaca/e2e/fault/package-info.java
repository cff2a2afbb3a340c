/** The network between processes, and what goes wrong in it. */
@NullMarked
package io.jararaca.e2e.fault;

import org.jspecify.annotations.NullMarked;
