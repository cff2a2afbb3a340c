package io.jararaca.worker.manifest;

import io.jararaca.core.action.ActionDefinition;
import io.jararaca.core.schedule.InvalidScheduleException;
import io.jararaca.worker.ScheduledAction;
import io.jararaca.worker.action.AnnotatedActions;
import io.jararaca.worker.handler.HandlerObjects;
import java.io.IOException;
import java.io.Writer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic.Kind;
import javax.tools.StandardLocation;
import org.jspecify.annotations.Nullable;

/**
 * Writes a ScheduledAction resource for each method with {@link ScheduledAction} to {@code
 * META-INF/jararaca/<name>.yaml} among the classes, for {@code kubectl apply -f}. What a beat or
 * the operator would refuse is a compile error where it stands.
 */
public final class ManifestProcessor extends AbstractProcessor {

  private static final String FOLDER = "META-INF/jararaca/";
  private static final String ANY_NAMESPACE = "default";
  private static final Pattern RESOURCE_NAME =
      Pattern.compile("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?");
  private static final Pattern FIRST_WORD = Pattern.compile("^(?:retry\\.)?([A-Za-z]+)");

  /** Where the error is said of fields that are called otherwise in the annotation. */
  private static final Map<String, String> FIELDS =
      Map.of(
          "timeout", "timeoutSeconds",
          "startingDeadline", "startingDeadlineSeconds",
          "maxAttempts", "retry",
          "minBackoff", "retry",
          "maxBackoff", "retry",
          "factor", "retry",
          "jitterPercent", "retry");

  private final Map<String, Element> written = new HashMap<>();

  @Override
  public Set<String> getSupportedAnnotationTypes() {
    return Set.of(ScheduledAction.class.getName());
  }

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latestSupported();
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    for (Element method : round.getElementsAnnotatedWith(ScheduledAction.class)) {
      ScheduledAction action = method.getAnnotation(ScheduledAction.class);
      if (action != null) {
        write(method, action);
      }
    }
    return false;
  }

  private void write(Element method, ScheduledAction action) {
    String methodName = method.getSimpleName().toString();
    String name = HandlerObjects.actionName(methodName, action);
    if (!RESOURCE_NAME.matcher(name).matches()) {
      tell(
          method,
          "name",
          "name \"%s\": use 1 to 253 lower-case letters, digits, \"-\" and \".\", as Kubernetes does"
              .formatted(name));
      return;
    }
    ActionDefinition definition = checked(method, action, methodName);
    if (definition == null) {
      return;
    }
    Element other = written.putIfAbsent(name, method);
    if (other != null) {
      tell(
          method,
          "name",
          "name \"%s\": %s.%s has it too; give one of them another"
              .formatted(name, other.getEnclosingElement(), other.getSimpleName()));
      return;
    }
    try (Writer file =
        processingEnv
            .getFiler()
            .createResource(StandardLocation.CLASS_OUTPUT, "", FOLDER + name + ".yaml", method)
            .openWriter()) {
      file.write(ActionManifest.of(name, action));
    } catch (IOException e) {
      tell(method, "", "its manifest cannot be written: " + e);
    }
  }

  /** None: it is wrong, and was told. */
  private @Nullable ActionDefinition checked(
      Element method, ScheduledAction action, String methodName) {
    try {
      ActionDefinition definition = AnnotatedActions.definition(action, methodName, ANY_NAMESPACE);
      Optional<String> never = definition.schedule().never();
      if (never.isEmpty()) {
        return definition;
      }
      tell(method, "cron", "cron \"%s\" never fires: %s".formatted(action.cron(), never.get()));
    } catch (InvalidScheduleException e) {
      tell(method, e.field(), String.valueOf(e.getMessage()));
    } catch (IllegalArgumentException e) {
      String message = String.valueOf(e.getMessage());
      Matcher first = FIRST_WORD.matcher(message);
      String word = first.find() ? first.group(1) : "";
      tell(method, FIELDS.getOrDefault(word, word), message);
    }
    return null;
  }

  /** An error at the annotation's field; at the annotation, where the field is not written. */
  private void tell(Element method, String field, String message) {
    AnnotationMirror annotation =
        method.getAnnotationMirrors().stream()
            .filter(
                mirror ->
                    mirror.getAnnotationType().toString().equals(ScheduledAction.class.getName()))
            .findFirst()
            .orElseThrow();
    AnnotationValue value =
        annotation.getElementValues().entrySet().stream()
            .filter(entry -> nameOf(entry.getKey()).equals(field))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElse(null);
    String text = "@ScheduledAction " + message;
    if (value == null) {
      processingEnv.getMessager().printMessage(Kind.ERROR, text, method, annotation);
    } else {
      processingEnv.getMessager().printMessage(Kind.ERROR, text, method, annotation, value);
    }
  }

  private static String nameOf(ExecutableElement field) {
    return field.getSimpleName().toString();
  }
}
