package io.jararaca.worker.handler;

import com.fasterxml.jackson.databind.JsonNode;
import io.jararaca.core.run.HandlerRef;
import io.jararaca.worker.InvalidMessageException;
import io.jararaca.worker.Message;
import java.util.Locale;

/** Names that nobody wrote down: those of methods and classes. */
public final class HandlerNames {

  private HandlerNames() {}

  /** {@code sendDailyReport} and {@code SendDailyReport} are {@code send-daily-report}. */
  static String kebabCase(String name) {
    return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2")
        .replaceAll("([A-Z])([A-Z][a-z])", "$1-$2")
        .replace('_', '-')
        .toLowerCase(Locale.ROOT);
  }

  /**
   * The handler that objects of a class are published to.
   *
   * @throws InvalidMessageException the class says none
   */
  public static String ofMessage(Class<?> type) {
    Message annotation = type.getAnnotation(Message.class);
    if (annotation == null && !namesItself(type)) {
      throw new InvalidMessageException(
          "a "
              + type.getTypeName()
              + " names no handler: say MessageOptions.none().handler(name), or publish an object"
              + " of a class of your own");
    }
    String name = annotation == null ? kebabCase(type.getSimpleName()) : annotation.value();
    try {
      return new HandlerRef("default", name).name();
    } catch (IllegalArgumentException e) {
      throw new InvalidMessageException("class " + type.getName() + ": " + e.getMessage(), e);
    }
  }

  private static boolean namesItself(Class<?> type) {
    return !type.isArray()
        && !type.isSynthetic()
        && !type.getSimpleName().isEmpty()
        && !type.getName().startsWith("java.")
        && !JsonNode.class.isAssignableFrom(type);
  }
}
