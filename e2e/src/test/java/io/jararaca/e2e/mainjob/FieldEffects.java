package io.jararaca.e2e.mainjob;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.DynamicTest;

/** For each field of a spec: resources that use it, and what must then be seen. */
final class FieldEffects {

  /** Holds no field of the schema. */
  private static final String NOT_OF_THE_SCHEMA = "unreadable";

  private final Map<String, ThrowingRunnable> effects = new LinkedHashMap<>();
  private final List<String> manifests = new ArrayList<>();

  /**
   * @param field with its parents, {@code retry.factor}
   * @param manifest applied before all effects are looked at; empty: another field's will do
   */
  FieldEffects field(String field, String manifest, ThrowingRunnable effect) {
    if (effects.put(field, effect) != null) {
      throw new IllegalArgumentException(field + " has an effect already");
    }
    manifests.add(manifest);
    return this;
  }

  Set<String> fields() {
    return new TreeSet<>(effects.keySet());
  }

  String manifests() {
    return String.join("", manifests);
  }

  Stream<DynamicTest> tests() {
    return effects.entrySet().stream()
        .map(field -> DynamicTest.dynamicTest(field.getKey(), () -> run(field.getValue())));
  }

  private static void run(ThrowingRunnable effect) throws Exception {
    try {
      effect.run();
    } catch (Exception | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /** The names of all fields of a spec's record, those of records in it after a dot. */
  static Set<String> of(Class<? extends Record> spec) {
    Set<String> fields = new TreeSet<>();
    for (RecordComponent component : spec.getRecordComponents()) {
      if (component.getType().isRecord()) {
        of(component.getType().asSubclass(Record.class))
            .forEach(inner -> fields.add(component.getName() + "." + inner));
      } else if (!component.getName().equals(NOT_OF_THE_SCHEMA)) {
        fields.add(component.getName());
      }
    }
    return fields;
  }
}
