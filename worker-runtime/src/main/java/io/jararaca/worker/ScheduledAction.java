package io.jararaca.worker;

import io.jararaca.core.action.CatchUp;
import io.jararaca.core.schedule.DstGapPolicy;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The method is a handler, and this is its schedule. The fields are those of the ScheduledAction
 * resource, with the same defaults. A {@link Worker} only runs the method when a resource in the
 * cluster says so; {@link InProcessScheduler} schedules by these fields.
 *
 * <p>The method takes a payload, a {@link Run}, both or nothing; its return or exception decides.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface ScheduledAction {

  /** 5 fields, 6 with seconds first, a macro such as {@code @daily}, or {@code @every 90s}. */
  String cron();

  /**
   * Name of the action. When empty, the method's in kebab case: {@code sendReport}, send-report.
   */
  String name() default "";

  /** Name of the handler; the action's name when empty. */
  String handler() default "";

  /** IANA zone in which cron is read, such as {@code Europe/Berlin}. */
  String timeZone() default "UTC";

  /** What becomes of ticks whose local time does not exist. */
  DstGapPolicy dstGapPolicy() default DstGapPolicy.NEXT_VALID;

  /** JSON for every run; empty: none. */
  String payload() default "";

  /** Headers of every run, as {@code name=value}. */
  String[] headers() default {};

  /** Whether runs of this action may run beside each other. */
  boolean allowOverlap() default false;

  /** With allowOverlap, live runs at most, 1 or more. */
  int maxActive() default 100;

  /**
   * True: one worker runs it; false: every live worker instance does, and timeoutSeconds is due.
   */
  boolean exclusive() default true;

  /** How long one attempt may take, in seconds; 0: no bound. */
  long timeoutSeconds() default 0;

  /** Name of the handler that is told of a run's final failure; empty: none. */
  String exceptionHandler() default "";

  /** What follows a failed attempt. */
  Retry retry() default @Retry;

  /** What becomes of a run whose worker vanished. */
  OnLost onLost() default OnLost.RETRY;

  /** What becomes of ticks that were missed. */
  CatchUp catchUp() default CatchUp.LATEST;

  /** A run must start within that many seconds of its planned instant; 0: no bound. */
  long startingDeadlineSeconds() default 0;

  /** Ticks are due up to this many seconds late, each action by its own share. */
  long jitterSeconds() default 0;

  /** No tick gets a run while it is true. */
  boolean suspend() default false;

  /** RFC 3339 instant before which there is no tick; empty: no bound. */
  String startTime() default "";

  /** RFC 3339 instant after which there is no tick; empty: no bound. */
  String endTime() default "";

  /** Ticks that get a run in all; 0: no bound. */
  int maxRuns() default 0;

  /** Runs that end badly in a row until the action is suspended; 0: never. */
  int suspendAfterFailures() default 0;

  /** Ended runs that the status shows, 0 to 100. */
  int historyLimit() default 10;
}
