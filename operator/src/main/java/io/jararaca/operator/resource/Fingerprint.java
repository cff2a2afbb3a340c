package io.jararaca.operator.resource;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * A number that is equal for equal JSON, whatever the order of its fields; absent and null are the
 * same. 64 bits, FNV-1a.
 */
final class Fingerprint {

  private static final long BASIS = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;

  private long hash = BASIS;

  private Fingerprint() {}

  static long of(JsonNode json) {
    Fingerprint fingerprint = new Fingerprint();
    fingerprint.add(json);
    return fingerprint.hash;
  }

  private void add(JsonNode json) {
    if (json.isObject()) {
      add('{');
      for (String name : json.properties().stream().map(Map.Entry::getKey).sorted().toList()) {
        JsonNode value = json.path(name);
        if (!value.isNull()) {
          add(name);
          add(value);
        }
      }
      add('}');
    } else if (json.isArray()) {
      add('[');
      json.forEach(this::add);
      add(']');
    } else {
      add(json.asText());
    }
  }

  private void add(String text) {
    for (int i = 0; i < text.length(); i++) {
      add(text.charAt(i));
    }
    add('\0');
  }

  private void add(char c) {
    hash = (hash ^ c) * PRIME;
  }
}
