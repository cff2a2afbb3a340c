package io.jararaca.worker.handler;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jararaca.worker.Reject;
import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Reads a payload as a type. {@code byte[]} is the payload as it came; a String is the value of a
 * JSON string, else the JSON text; Optional is empty where there is no payload, as byte[], String
 * and JsonNode may be; all else needs one. What cannot be read is rejected: no retry would mend it.
 */
final class PayloadReader {

  private final ObjectMapper json;
  private final JavaType type;
  private final boolean optional;

  PayloadReader(ObjectMapper json, Type type) {
    this.json = json;
    JavaType given = json.constructType(type);
    optional = given.hasRawClass(Optional.class);
    this.type = optional ? given.containedTypeOrUnknown(0) : given;
  }

  Object read(byte[] body) {
    if (!optional) {
      return value(body);
    }
    return body.length == 0 ? Optional.empty() : Optional.of(value(body));
  }

  private Object value(byte[] body) {
    if (type.hasRawClass(byte[].class)) {
      return body;
    }
    try {
      if (type.hasRawClass(String.class)) {
        return text(body);
      }
      if (type.hasRawClass(JsonNode.class)) {
        return json.readTree(body);
      }
      Object value = body.length == 0 ? null : json.readValue(body, type);
      if (value == null) {
        throw new Reject("payload: there is none, and this handler needs " + name());
      }
      return value;
    } catch (JsonProcessingException e) {
      throw new Reject("payload: cannot be read as " + name() + ": " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new Reject("payload: cannot be read as " + name() + ": " + e.getMessage());
    }
  }

  private String text(byte[] body) throws IOException {
    boolean quoted = body.length > 0 && body[0] == '"';
    return quoted ? json.readValue(body, String.class) : new String(body, StandardCharsets.UTF_8);
  }

  private String name() {
    return type.toCanonical().replace("java.lang.", "");
  }
}
