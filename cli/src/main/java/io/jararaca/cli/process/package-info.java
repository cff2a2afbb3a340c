/** Commands that run until they are stopped: the scheduler, the beat, a worker. */
@NullMarked
package io.jararaca.cli.process;

import org.jspecify.annotations.NullMarked;
