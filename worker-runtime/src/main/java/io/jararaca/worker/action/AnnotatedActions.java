package io.jararaca.worker.action;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jararaca.core.action.ActionDefinition;
import io.jararaca.core.action.RunTemplate;
import io.jararaca.core.action.TickRules;
import io.jararaca.core.run.HandlerRef;
import io.jararaca.core.run.Owner;
import io.jararaca.core.run.OwnerKey;
import io.jararaca.core.run.RetryPolicy;
import io.jararaca.core.run.RunSpec;
import io.jararaca.core.schedule.Schedule;
import io.jararaca.core.schedule.ScheduleSpec;
import io.jararaca.worker.InvalidHandlerException;
import io.jararaca.worker.OnLost;
import io.jararaca.worker.Retry;
import io.jararaca.worker.ScheduledAction;
import io.jararaca.worker.handler.HandlerObjects;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads actions from annotated methods. */
public final class AnnotatedActions {

  /** Of all that is declared outside Kubernetes, where nobody counts generations. */
  public static final long GENERATION = 1;

  private AnnotatedActions() {}

  /**
   * The actions of a class's methods, as if they were resources of that namespace. Their uid is
   * made of namespace and name, so that they are the same actions in the next process.
   *
   * @throws InvalidHandlerException a field is wrong; names class, method, field, value and mend
   */
  public static List<ActionDefinition> of(Class<?> declaring, String namespace) {
    return HandlerObjects.actionsOf(declaring).stream()
        .map(method -> read(method, namespace))
        .toList();
  }

  private static ActionDefinition read(Method method, String namespace) {
    ScheduledAction action = method.getAnnotation(ScheduledAction.class);
    if (action == null) {
      throw new IllegalArgumentException(method + " has no @ScheduledAction");
    }
    try {
      return definition(action, method.getName(), namespace);
    } catch (RuntimeException invalid) {
      throw new InvalidHandlerException(
          "method %s.%s: @ScheduledAction %s"
              .formatted(
                  method.getDeclaringClass().getName(), method.getName(), invalid.getMessage()),
          invalid);
    }
  }

  /**
   * What the annotation says on a method of that name.
   *
   * @throws IllegalArgumentException a field is wrong; the message begins with its name
   */
  public static ActionDefinition definition(
      ScheduledAction action, String methodName, String namespace) {
    OwnerKey key =
        OwnerKey.scheduledAction(namespace, HandlerObjects.actionName(methodName, action));
    String handler = HandlerObjects.handlerName(methodName, action);
    return new ActionDefinition(
        Owner.named(key),
        GENERATION,
        schedule(action),
        rules(action),
        template(action, new HandlerRef(namespace, handler)),
        null);
  }

  private static Schedule schedule(ScheduledAction action) {
    return ScheduleSpec.of(action.cron())
        .withTimeZone(action.timeZone())
        .withDstGapPolicy(action.dstGapPolicy())
        .withBounds(instant("startTime", action.startTime()), instant("endTime", action.endTime()))
        .withJitter(Duration.ofSeconds(action.jitterSeconds()))
        .compile();
  }

  private static TickRules rules(ScheduledAction action) {
    return new TickRules(
        action.allowOverlap(),
        action.maxActive(),
        action.catchUp(),
        seconds(action.startingDeadlineSeconds()),
        action.suspend(),
        orNone(action.maxRuns()),
        orNone(action.suspendAfterFailures()),
        action.historyLimit());
  }

  private static RunTemplate template(ScheduledAction action, HandlerRef handler) {
    Retry retry = action.retry();
    return new RunTemplate(
        handler,
        payload(action.payload()),
        headers(action.headers()),
        seconds(action.timeoutSeconds()),
        new RetryPolicy(
            retry.maxAttempts(),
            Duration.ofSeconds(retry.minBackoffSeconds()),
            Duration.ofSeconds(retry.maxBackoffSeconds()),
            retry.factor(),
            retry.jitterPercent()),
        action.onLost() == OnLost.RETRY ? RunSpec.DEFAULT_MAX_LOSSES : 0,
        action.exclusive(),
        action.exceptionHandler().isEmpty()
            ? null
            : new HandlerRef(handler.namespace(), action.exceptionHandler()).name());
  }

  private static byte[] payload(String text) {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    if (body.length > RunTemplate.MAX_PAYLOAD_BYTES) {
      throw new IllegalArgumentException(
          "payload: has "
              + body.length
              + " bytes, at most "
              + RunTemplate.MAX_PAYLOAD_BYTES
              + " are allowed");
    }
    if (!text.isEmpty()) {
      try {
        new ObjectMapper().readTree(text);
      } catch (JsonProcessingException e) {
        throw new IllegalArgumentException(
            "payload \"" + text + "\": is not JSON: " + e.getOriginalMessage(), e);
      }
    }
    return body;
  }

  /**
   * The headers that are written {@code name=value}.
   *
   * @throws IllegalArgumentException one is not
   */
  public static Map<String, String> headers(String[] headers) {
    Map<String, String> read = new TreeMap<>();
    for (String header : headers) {
      int equals = header.indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException("headers \"" + header + "\": write name=value");
      }
      read.put(header.substring(0, equals), header.substring(equals + 1));
    }
    return read;
  }

  private static @Nullable Instant instant(String field, String text) {
    try {
      return text.isEmpty() ? null : Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          field + " \"" + text + "\": write it like 2026-03-01T12:00:00Z", e);
    }
  }

  private static @Nullable Duration seconds(long value) {
    return value == 0 ? null : Duration.ofSeconds(value);
  }

  private static @Nullable Integer orNone(int value) {
    return value == 0 ? null : value;
  }
}
