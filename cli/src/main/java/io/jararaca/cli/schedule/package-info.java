/** Commands about schedules alone; they need no server. */
@NullMarked
package io.jararaca.cli.schedule;

import org.jspecify.annotations.NullMarked;
