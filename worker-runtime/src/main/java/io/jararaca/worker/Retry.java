package io.jararaca.worker;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What follows an attempt that failed or timed out. The defaults are the resource's. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({})
public @interface Retry {

  /** Failed attempts after which the run ends, 1 or more. */
  int maxAttempts() default 1;

  /** Seconds before the second attempt. */
  long minBackoffSeconds() default 1;

  /** The longest wait between two attempts, in seconds. */
  long maxBackoffSeconds() default 60;

  /** Growth of the wait from one attempt to the next, 1 to 10. */
  double factor() default 2;

  /** The wait is spread by this share of itself to both sides, 0 to 100. */
  int jitterPercent() default 25;
}
