package io.jararaca.worker.handler;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.jararaca.core.run.HandlerRef;
import io.jararaca.worker.InvalidHandlerException;
import io.jararaca.worker.MessageHandler;
import io.jararaca.worker.ScheduledAction;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Finds the annotated methods of objects. */
public final class HandlerObjects {

  private static final String ANY_NAMESPACE = "default";

  private HandlerObjects() {}

  /**
   * @param publisher for the methods that take one
   * @throws InvalidHandlerException a method cannot be a handler, or there is none
   */
  public static List<NamedHandler> handlersOf(
      Object object, ObjectMapper json, HandlerPublisher publisher) {
    List<NamedHandler> found = new ArrayList<>();
    for (Method method : methodsOf(object.getClass())) {
      ScheduledAction action = method.getAnnotation(ScheduledAction.class);
      MessageHandler message = method.getAnnotation(MessageHandler.class);
      if (action != null && message != null) {
        throw MethodHandler.refused(
            method, "is a ScheduledAction and a MessageHandler: leave one of the annotations out");
      } else if (action != null) {
        found.add(
            handler(object, method, handlerName(method.getName(), action), 0, json, publisher));
      } else if (message != null) {
        found.add(handler(object, method, message.value(), message.concurrency(), json, publisher));
      }
    }
    if (found.isEmpty()) {
      throw new InvalidHandlerException(
          object.getClass().getName()
              + " has no method with @ScheduledAction or @MessageHandler: annotate one");
    }
    return found;
  }

  /** The methods with {@link ScheduledAction}. */
  public static List<Method> actionsOf(Class<?> declaring) {
    return methodsOf(declaring).stream()
        .filter(method -> method.isAnnotationPresent(ScheduledAction.class))
        .toList();
  }

  /** The action's name, as the resource's would be. */
  public static String actionName(String methodName, ScheduledAction action) {
    return action.name().isEmpty() ? HandlerNames.kebabCase(methodName) : action.name();
  }

  public static String handlerName(String methodName, ScheduledAction action) {
    return action.handler().isEmpty() ? actionName(methodName, action) : action.handler();
  }

  private static List<Method> methodsOf(Class<?> declaring) {
    List<Method> methods = new ArrayList<>();
    Class<?> type = declaring;
    while (type != null && !type.equals(Object.class)) {
      methods.addAll(Arrays.asList(type.getDeclaredMethods()));
      type = type.getSuperclass();
    }
    return methods.stream()
        .filter(method -> !method.isBridge() && !method.isSynthetic())
        .sorted(Comparator.comparing(Method::getName))
        .toList();
  }

  private static NamedHandler handler(
      Object object,
      Method method,
      String name,
      int concurrency,
      ObjectMapper json,
      HandlerPublisher publisher) {
    try {
      HandlerRef checked = new HandlerRef(ANY_NAMESPACE, name);
      return new NamedHandler(
          checked.name(),
          concurrency,
          MethodHandler.of(object, method, json, publisher),
          MethodHandler.nameOf(method));
    } catch (IllegalArgumentException e) {
      throw new InvalidHandlerException(MethodHandler.nameOf(method) + ": " + e.getMessage(), e);
    }
  }
}
