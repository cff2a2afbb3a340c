/** From {@link io.jararaca.worker.ScheduledAction} annotations to what a beat schedules. */
@NullMarked
package io.jararaca.worker.action;

import org.jspecify.annotations.NullMarked;
