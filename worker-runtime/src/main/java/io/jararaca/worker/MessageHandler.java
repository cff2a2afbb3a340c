package io.jararaca.worker;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The method runs what is sent to a handler of that name: DelayedMessages, messages, and actions
 * whose resource names it. It takes a payload, a {@link Run} and a {@link Publisher}, or any of
 * them; its return or exception decides.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface MessageHandler {

  /** Name of the handler: 1 to 128 letters, digits, {@code . _ -}. */
  String value();

  /** Runs of it at once in this worker; 0: the worker's concurrency. */
  int concurrency() default 0;
}
