package io.jararaca.operator.resource;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import io.jararaca.crds.v1alpha1.DelayedMessage;
import io.jararaca.crds.v1alpha1.DelayedMessageSpec;
import io.jararaca.crds.v1alpha1.ScheduledAction;
import io.jararaca.crds.v1alpha1.ScheduledActionSpec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Serial;
import java.io.UncheckedIOException;
import java.util.Arrays;

/** A spec as JSON in UTF-8: a tenth of what its objects take. Read when it is reconciled. */
@JsonDeserialize(using = StoredSpec.Reader.class)
public final class StoredSpec {

  private static final ObjectMapper JSON = StoredJson.mapper();

  private final byte[] json;

  StoredSpec(byte[] json) {
    this.json = json;
  }

  /** As an action's; one that another version wrote says in itself why it cannot be read. */
  public ScheduledActionSpec asAction() {
    return read(ScheduledAction.class).getSpec();
  }

  /** As a message's; see {@link #asAction()}. */
  public DelayedMessageSpec asMessage() {
    return read(DelayedMessage.class).getSpec();
  }

  /** Through the resource, whose reader bears what is unreadable. */
  private <R> R read(Class<R> resource) {
    try {
      return JSON.readValue("{\"spec\":" + new String(json, UTF_8) + "}", resource);
    } catch (IOException e) {
      throw new UncheckedIOException("a spec that was JSON when it was stored is not now", e);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StoredSpec stored && Arrays.equals(json, stored.json);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(json);
  }

  static final class Reader extends StdDeserializer<StoredSpec> {

    @Serial private static final long serialVersionUID = 1;

    Reader() {
      super(StoredSpec.class);
    }

    @Override
    public StoredSpec deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
      try (JsonGenerator copy = JSON.createGenerator(bytes)) {
        copy.copyCurrentStructure(parser);
      }
      return new StoredSpec(bytes.toByteArray());
    }
  }
}
