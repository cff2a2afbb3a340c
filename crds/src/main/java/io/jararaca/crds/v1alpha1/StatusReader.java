package io.jararaca.crds.v1alpha1;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * Reads a status, or takes it for absent: the operator writes it anew from the ledger. See {@link
 * SpecReader}.
 */
abstract class StatusReader<S> extends StdDeserializer<S> {
  @Serial private static final long serialVersionUID = 1;

  private final Class<S> type;

  StatusReader(Class<S> type) {
    super(type);
    this.type = type;
  }

  @Override
  public @Nullable S deserialize(JsonParser parser, DeserializationContext context)
      throws IOException {
    JsonNode tree = context.readTree(parser);
    try {
      return context.readTreeAsValue(tree, type);
    } catch (JsonMappingException e) {
      return null;
    }
  }

  static final class OfScheduledAction extends StatusReader<ScheduledActionStatus> {
    @Serial private static final long serialVersionUID = 1;

    OfScheduledAction() {
      super(ScheduledActionStatus.class);
    }
  }

  static final class OfDelayedMessage extends StatusReader<DelayedMessageStatus> {
    @Serial private static final long serialVersionUID = 1;

    OfDelayedMessage() {
      super(DelayedMessageStatus.class);
    }
  }
}
