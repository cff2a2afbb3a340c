/**
 * When an action is due: cron expressions and fixed intervals in a time zone, as pure arithmetic.
 *
 * <p>{@link io.jararaca.core.schedule.ScheduleSpec} is what a person wrote, {@link
 * io.jararaca.core.schedule.Schedule} answers next, previous, count and latest without stepping
 * through ticks. Nothing here reads a clock. The rules are explained in docs/schedules.md.
 */
@NullMarked
package io.jararaca.core.schedule;

import org.jspecify.annotations.NullMarked;
