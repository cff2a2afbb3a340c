package io.jararaca.crds;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Tables for people, made from one definition: its fields in the order in which the Java records
 * declare them, what is refused, and the columns.
 */
final class ResourceReference {
  private final JsonNode version;

  ResourceReference(JsonNode definition) {
    this.version = definition.at("/spec/versions/0");
  }

  /** The fields of spec or status. */
  String fields(String part, Class<? extends Record> type, boolean withDefaults) {
    List<String> rows = new ArrayList<>();
    if (withDefaults) {
      rows.add("| field | type | default | bounds | meaning |");
      rows.add("|---|---|---|---|---|");
    } else {
      rows.add("| field | type | meaning |");
      rows.add("|---|---|---|");
    }
    JsonNode schema = version.at("/schema/openAPIV3Schema/properties/" + part);
    addFields(rows, "", schema, type, withDefaults, new HashMap<>());
    return String.join("\n", rows);
  }

  /** The messages of the rules, which say what is refused and how to mend it. */
  String refusals() {
    StringJoiner list = new StringJoiner("\n");
    JsonNode root = version.at("/schema/openAPIV3Schema");
    addRefusals(list, "", root);
    return list.toString();
  }

  String columns() {
    StringJoiner rows = new StringJoiner("\n");
    rows.add("| column | shows | with |");
    rows.add("|---|---|---|");
    for (JsonNode column : version.path("additionalPrinterColumns")) {
      rows.add(
          "| %s | `%s` | %s |"
              .formatted(
                  column.path("name").asText(),
                  column.path("jsonPath").asText(),
                  column.path("priority").asInt() == 0 ? "`kubectl get`" : "`-o wide`"));
    }
    return rows.toString();
  }

  private static void addFields(
      List<String> rows,
      String prefix,
      JsonNode object,
      Class<?> type,
      boolean withDefaults,
      Map<Class<?>, String> shown) {
    List<String> required = new ArrayList<>();
    object.path("required").forEach(name -> required.add(name.asText()));
    for (RecordComponent component : type.getRecordComponents()) {
      JsonNode schema = object.path("properties").path(component.getName());
      if (schema.isMissingNode()) {
        continue;
      }
      String name = prefix + component.getName();
      String meaning = schema.path("description").asText();
      Class<?> inner = recordIn(component);
      if (inner != null && shown.containsKey(inner)) {
        meaning += " Fields as those of `%s`.".formatted(shown.get(inner));
      }
      rows.add(
          withDefaults
              ? "| `%s` | %s | %s | %s | %s |"
                  .formatted(
                      name,
                      type(schema),
                      fallback(schema, required.contains(component.getName())),
                      bounds(schema),
                      meaning)
              : "| `%s` | %s | %s |".formatted(name, type(schema), meaning));
      if (inner != null && shown.putIfAbsent(inner, name) == null) {
        boolean list = schema.has("items");
        addFields(
            rows,
            name + (list ? "[]." : "."),
            list ? schema.path("items") : schema,
            inner,
            withDefaults,
            shown);
      }
    }
  }

  private static @Nullable Class<?> recordIn(RecordComponent component) {
    Type type = component.getGenericType();
    if (type instanceof ParameterizedType generic) {
      type = generic.getActualTypeArguments()[generic.getActualTypeArguments().length - 1];
    }
    return type instanceof Class<?> plain && plain.isRecord() ? plain : null;
  }

  private static String type(JsonNode schema) {
    if (schema.has("enum")) {
      StringJoiner values = new StringJoiner(", ");
      schema.path("enum").forEach(value -> values.add("`" + value.asText() + "`"));
      return values.toString();
    }
    if (schema.has("additionalProperties")) {
      return "map of strings";
    }
    if (schema.has("items")) {
      return "list";
    }
    if (schema.path("format").asText().equals("date-time")) {
      return "RFC 3339 instant";
    }
    return schema.path("type").asText("any JSON");
  }

  private static String fallback(JsonNode schema, boolean required) {
    JsonNode value = schema.path("default");
    if (required) {
      return "required";
    }
    return value.isMissingNode() ? "" : value.isObject() ? "see below" : "`" + value.asText() + "`";
  }

  private static String bounds(JsonNode schema) {
    StringJoiner bounds = new StringJoiner(", ");
    add(bounds, schema, "minimum", "maximum", "");
    if (!schema.path("format").asText().equals("date-time")) {
      add(bounds, schema, "minLength", "maxLength", " characters");
    }
    add(bounds, schema, "minProperties", "maxProperties", " entries");
    return bounds.toString();
  }

  private static void add(
      StringJoiner bounds, JsonNode schema, String from, String to, String unit) {
    if (schema.has(from) && schema.has(to)) {
      bounds.add(schema.path(from).asText() + " to " + schema.path(to).asText() + unit);
    } else if (schema.has(to)) {
      bounds.add("at most " + schema.path(to).asText() + unit);
    }
  }

  private static void addRefusals(StringJoiner list, String path, JsonNode schema) {
    for (JsonNode rule : schema.path("x-kubernetes-validations")) {
      String field = (path + rule.path("fieldPath").asText()).replaceFirst("^\\.", "");
      list.add("- `%s`: %s".formatted(field, rule.path("message").asText()));
    }
    for (var property : schema.path("properties").properties()) {
      addRefusals(list, path + "." + property.getKey(), property.getValue());
    }
  }
}
