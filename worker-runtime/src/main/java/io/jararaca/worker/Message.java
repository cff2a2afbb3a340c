package io.jararaca.worker;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the handler that objects of the class are published to by a {@link Publisher}. A class
 * without it is published to its own name in kebab-case: {@code SendMail} to {@code send-mail}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Message {

  /** Name of the handler: 1 to 128 letters, digits, {@code . _ -}. */
  String value();
}
