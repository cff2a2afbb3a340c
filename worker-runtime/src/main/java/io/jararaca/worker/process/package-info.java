/** The threads, clock, metrics and health port of a worker process. */
@NullMarked
package io.jararaca.worker.process;

import org.jspecify.annotations.NullMarked;
