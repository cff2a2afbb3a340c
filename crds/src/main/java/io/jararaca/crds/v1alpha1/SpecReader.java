package io.jararaca.crds.v1alpha1;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;
import java.io.Serial;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Reads a spec, or says why it cannot. A resource that was stored under another version's schema
 * may hold what this version does not know; thrown from here, that would stop the whole list it is
 * in, and with it every other resource.
 */
abstract class SpecReader<S> extends StdDeserializer<S> {
  @Serial private static final long serialVersionUID = 1;

  private final Class<S> type;
  private final transient Function<String, S> unreadable;

  SpecReader(Class<S> type, Function<String, S> unreadable) {
    super(type);
    this.type = type;
    this.unreadable = unreadable;
  }

  @Override
  public S deserialize(JsonParser parser, DeserializationContext context) throws IOException {
    JsonNode tree = context.readTree(parser);
    try {
      return context.readTreeAsValue(tree, type);
    } catch (JsonMappingException e) {
      String path =
          e.getPath().stream()
              .map(step -> step.getFieldName() == null ? "[]" : step.getFieldName())
              .collect(Collectors.joining("."));
      return unreadable.apply(
          "%s cannot be read by this version of Jararaca: %s"
              .formatted(path.isEmpty() ? "spec" : "spec." + path, e.getOriginalMessage()));
    }
  }

  static final class OfScheduledAction extends SpecReader<ScheduledActionSpec> {
    @Serial private static final long serialVersionUID = 1;

    OfScheduledAction() {
      super(ScheduledActionSpec.class, ScheduledActionSpec::unreadable);
    }
  }

  static final class OfDelayedMessage extends SpecReader<DelayedMessageSpec> {
    @Serial private static final long serialVersionUID = 1;

    OfDelayedMessage() {
      super(DelayedMessageSpec.class, DelayedMessageSpec::unreadable);
    }
  }
}
