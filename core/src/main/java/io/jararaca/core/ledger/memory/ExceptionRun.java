package io.jararaca.core.ledger.memory;

import io.jararaca.core.run.HandlerRef;
import io.jararaca.core.run.Origin;
import io.jararaca.core.run.RetryPolicy;
import io.jararaca.core.run.RunId;
import io.jararaca.core.run.RunSpec;
import io.jararaca.core.run.RunState;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The run of an exception handler: told once of a run's final failure. */
final class ExceptionRun {

  private ExceptionRun() {}

  static RunEntry of(RunEntry failed, String exceptionHandler, Instant now) {
    RunSpec spec =
        new RunSpec(
            RunId.ofException(failed.id()),
            failed.spec.owner(),
            Origin.EXCEPTION,
            new HandlerRef(failed.spec.handler().namespace(), exceptionHandler),
            now,
            null,
            null,
            RetryPolicy.DEFAULT,
            RunSpec.DEFAULT_MAX_LOSSES,
            0,
            true,
            null,
            Map.of());
    return new RunEntry(spec, body(failed), RunState.PENDING);
  }

  /** The failed run's payload is JSON already and goes in as it is. */
  private static byte[] body(RunEntry failed) {
    String head =
        "{\"run\":"
            + quote(failed.id().toString())
            + ",\"handler\":"
            + quote(failed.spec.handler().name())
            + ",\"state\":"
            + quote(failed.state.label())
            + ",\"reason\":"
            + quote(failed.message)
            + ",\"payload\":";
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(head.getBytes(StandardCharsets.UTF_8));
    body.writeBytes(
        failed.body.length == 0 ? "null".getBytes(StandardCharsets.UTF_8) : failed.body);
    body.write('}');
    return body.toByteArray();
  }

  /** A JSON string (RFC 8259, section 7). */
  private static String quote(@Nullable String text) {
    if (text == null) {
      return "null";
    }
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> quoted.append('\\').append(c);
        case '\n' -> quoted.append("\\n");
        case '\r' -> quoted.append("\\r");
        case '\t' -> quoted.append("\\t");
        default -> {
          if (c < ' ') {
            quoted.append(String.format("\\u%04x", (int) c));
          } else {
            quoted.append(c);
          }
        }
      }
    }
    return quoted.append('"').toString();
  }
}
