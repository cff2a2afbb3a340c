/** The broker's ports in memory: for the scheduler in one process, and for simulations. */
@NullMarked
package io.jararaca.core.broker.memory;

import org.jspecify.annotations.NullMarked;
