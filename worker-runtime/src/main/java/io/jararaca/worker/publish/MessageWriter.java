package io.jararaca.worker.publish;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.jararaca.core.action.RunTemplate;
import io.jararaca.worker.InvalidMessageException;
import java.io.IOException;

/** Writes objects as payloads. */
public final class MessageWriter {

  private final ObjectMapper json;
  private final ObjectWriter writer;

  public MessageWriter(ObjectMapper json) {
    this.json = json;
    // A message without fields says something by its class.
    this.writer = json.writer().without(SerializationFeature.FAIL_ON_EMPTY_BEANS);
  }

  /**
   * The payload; a {@code byte[]} is JSON already.
   *
   * @throws InvalidMessageException it is no JSON, or too long
   */
  public byte[] write(Object message) {
    String type = message.getClass().getTypeName();
    byte[] body;
    try {
      body = message instanceof byte[] given ? checked(given) : writer.writeValueAsBytes(message);
    } catch (JsonProcessingException e) {
      throw new InvalidMessageException(
          "a " + type + " is not JSON and cannot be written as such: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new InvalidMessageException(
          "a " + type + " is not JSON and cannot be written as such: " + e.getMessage(), e);
    }
    if (body.length > RunTemplate.MAX_PAYLOAD_BYTES) {
      throw new InvalidMessageException(
          "a %s of %,d bytes: must be at most %,d bytes of JSON; keep the data elsewhere and name it in the message"
              .formatted(type, body.length, RunTemplate.MAX_PAYLOAD_BYTES));
    }
    return body;
  }

  private byte[] checked(byte[] given) throws IOException {
    try (JsonParser parser = json.createParser(given)) {
      json.readTree(parser);
      if (parser.nextToken() != null) {
        throw new InvalidMessageException("a byte[] holds more than one JSON value: publish each");
      }
    }
    return given;
  }
}
