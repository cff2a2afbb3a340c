package io.jararaca.e2e.crds;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Stream;

/** The numbers of a spec, with the bounds that its checked-in schema gives them. */
record Bounded(String kind, String plural, String required) {
  static final Bounded ACTION =
      new Bounded("ScheduledAction", "scheduledactions", "cron: '@daily'");
  static final Bounded MESSAGE = new Bounded("DelayedMessage", "delayedmessages", "handler: mail");

  /** Their paths, from spec on. */
  List<String> fields() {
    return Stream.concat(
            names("/properties/spec").map(name -> "spec." + name),
            names("/properties/spec/properties/retry").map(name -> "spec.retry." + name))
        .toList();
  }

  /** A spec with every number at its bound, or beyond it by that much. */
  String spec(String bound, int beyond) {
    return "{%s, %s, retry: {%s}}"
        .formatted(
            required,
            values("/properties/spec", bound, beyond),
            values("/properties/spec/properties/retry", bound, beyond));
  }

  private Stream<String> names(String object) {
    return Definitions.schema(plural).at(object + "/properties").properties().stream()
        .filter(property -> property.getValue().has("minimum"))
        .map(property -> property.getKey());
  }

  private String values(String object, String bound, int beyond) {
    JsonNode properties = Definitions.schema(plural).at(object + "/properties");
    StringJoiner values = new StringJoiner(", ");
    names(object)
        .forEach(
            name ->
                values.add(
                    "%s: %d".formatted(name, properties.path(name).path(bound).asLong() + beyond)));
    return values.toString();
  }
}
