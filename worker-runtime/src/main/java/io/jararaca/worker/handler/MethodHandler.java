package io.jararaca.worker.handler;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.jararaca.core.ledger.Outcome;
import io.jararaca.core.work.Attempt;
import io.jararaca.core.work.RunHandler;
import io.jararaca.worker.InvalidHandlerException;
import io.jararaca.worker.Publisher;
import io.jararaca.worker.Run;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Runs an object's method. */
final class MethodHandler implements RunHandler {

  private final Object target;
  private final Method method;
  private final List<Function<Attempt, Object>> arguments;

  private MethodHandler(Object target, Method method, List<Function<Attempt, Object>> arguments) {
    this.target = target;
    this.method = method;
    this.arguments = arguments;
  }

  /**
   * @throws InvalidHandlerException the method cannot be a handler
   */
  static MethodHandler of(
      Object target, Method method, ObjectMapper json, HandlerPublisher publisher) {
    if (Future.class.isAssignableFrom(method.getReturnType())
        || CompletionStage.class.isAssignableFrom(method.getReturnType())) {
      throw refused(
          method,
          "returns "
              + method.getReturnType().getSimpleName()
              + ", so the run would end before the work does: wait for it and return void");
    }
    Parameter[] parameters = method.getParameters();
    List<Function<Attempt, Object>> arguments = new ArrayList<>();
    int payloads = 0;
    int runs = 0;
    int publishers = 0;
    for (Parameter parameter : parameters) {
      if (parameter.getType().equals(Run.class)) {
        runs++;
        arguments.add(Run::of);
      } else if (parameter.getType().equals(Publisher.class)) {
        publishers++;
        arguments.add(attempt -> publisher.within(Run.of(attempt)));
      } else {
        payloads++;
        PayloadReader reader = new PayloadReader(json, parameter.getParameterizedType());
        arguments.add(attempt -> reader.read(attempt.publication().body()));
      }
    }
    if (payloads > 1 || runs > 1 || publishers > 1) {
      throw refused(
          method,
          "takes more than a payload, a Run and a Publisher: put what the payload holds into one record");
    }
    boolean open =
        Modifier.isPublic(method.getModifiers())
            && Modifier.isPublic(method.getDeclaringClass().getModifiers());
    if (!open && !method.trySetAccessible()) {
      throw refused(method, "cannot be called from here: make it and its class public");
    }
    return new MethodHandler(target, method, arguments);
  }

  /** {@code Reports.sendReport: why}. */
  static InvalidHandlerException refused(Method method, String why) {
    return new InvalidHandlerException(nameOf(method) + " " + why);
  }

  static String nameOf(Method method) {
    return "method " + method.getDeclaringClass().getName() + "." + method.getName();
  }

  @Override
  public Outcome handle(Attempt attempt) throws Exception {
    return Outcomes.of(() -> call(attempt));
  }

  private void call(Attempt attempt) throws Exception {
    Object[] values = arguments.stream().map(argument -> argument.apply(attempt)).toArray();
    try {
      method.invoke(target, values);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof Exception thrown) {
        throw thrown;
      } else if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw e;
    }
  }
}
