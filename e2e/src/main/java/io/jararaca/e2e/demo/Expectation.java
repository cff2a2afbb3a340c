package io.jararaca.e2e.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a resource's field must come to, as a comment in its manifest says it:
 *
 * <pre>
 * # expect: .status.counters.succeeded >= 3
 * # expect: .status.conditions[Ready].status = False
 * </pre>
 *
 * @param path names of fields, each after a dot; {@code [Ready]} picks the element of that type
 * @param operator {@code =} compares text, {@code >=} numbers
 * @param value what the field is compared with
 */
public record Expectation(String path, String operator, String value) {
  private static final Pattern COMMENT =
      Pattern.compile("^#\\s*expect:\\s*((?:\\.\\w+(?:\\[\\w+\\])?)+)\\s*(=|>=)\\s*(.+?)\\s*$");
  private static final Pattern BEGINNING = Pattern.compile("^#\\s*expect\\b.*");
  private static final Pattern STEP = Pattern.compile("\\.(\\w+)(?:\\[(\\w+)\\])?");

  /**
   * Reads a line of a manifest.
   *
   * @return empty for a line of another kind
   * @throws IllegalArgumentException if it begins as an expectation and is none
   */
  static Optional<Expectation> parse(String line) {
    Matcher comment = COMMENT.matcher(line);
    if (comment.matches()) {
      return Optional.of(new Expectation(comment.group(1), comment.group(2), comment.group(3)));
    }
    if (BEGINNING.matcher(line).matches()) {
      throw new IllegalArgumentException(
          "\"" + line + "\": write it as # expect: .status.path = value, or >= number");
    }
    return Optional.empty();
  }

  boolean isMetBy(JsonNode resource) {
    String actual = valueIn(resource);
    if (operator.equals("=")) {
      return actual.equals(value);
    }
    return !actual.isEmpty() && new BigDecimal(actual).compareTo(new BigDecimal(value)) >= 0;
  }

  /** The field's text; empty if it is absent. */
  String valueIn(JsonNode resource) {
    JsonNode node = resource;
    Matcher step = STEP.matcher(path);
    while (step.find()) {
      node = node.path(step.group(1));
      if (step.group(2) != null) {
        node = elementOfType(node, step.group(2));
      }
    }
    return node.asText();
  }

  private static JsonNode elementOfType(JsonNode list, String type) {
    for (JsonNode element : list) {
      if (element.path("type").asText().equals(type)) {
        return element;
      }
    }
    return list.path(type); // a missing node
  }

  @Override
  public String toString() {
    return path + " " + operator + " " + value;
  }
}
