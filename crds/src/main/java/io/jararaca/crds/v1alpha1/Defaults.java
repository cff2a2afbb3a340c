package io.jararaca.crds.v1alpha1;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What stands for the fields that a manifest leaves out; the same as in the schema. */
final class Defaults {

  private Defaults() {}

  static <T> T or(@Nullable T value, T fallback) {
    return value == null ? fallback : value;
  }

  static <T> List<T> list(@Nullable List<T> values) {
    return values == null ? List.of() : List.copyOf(values);
  }

  static Map<String, String> map(@Nullable Map<String, String> values) {
    return values == null ? Map.of() : Map.copyOf(values);
  }

  /** An explicit {@code payload: null} is no payload. */
  static @Nullable JsonNode payload(@Nullable JsonNode payload) {
    return payload == null || payload.isNull() || payload.isMissingNode() ? null : payload;
  }
}
