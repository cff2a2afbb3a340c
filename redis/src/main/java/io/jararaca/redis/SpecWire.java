package io.jararaca.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.jararaca.core.ledger.Submission;
import io.jararaca.core.run.HandlerRef;
import io.jararaca.core.run.Origin;
import io.jararaca.core.run.Owner;
import io.jararaca.core.run.OwnerKey;
import io.jararaca.core.run.RetryPolicy;
import io.jararaca.core.run.RunId;
import io.jararaca.core.run.RunSpec;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The 12 arguments of a run's spec, as arguments.lua lists them, and an owner before them. */
final class SpecWire {

  /** Owner key, uid, and the 12 of the spec. */
  static final int OWNED_SIZE = 14;

  private SpecWire() {}

  static void writeOwned(RunSpec spec, FunctionArguments to) {
    to.add(spec.owner().key().toString()).add(spec.owner().uid());
    write(spec, to);
  }

  /** A message's, whose instants may count from the ledger's now. */
  static void writeOwned(Submission submission, FunctionArguments to) {
    RunSpec spec = submission.spec();
    to.add(spec.owner().key().toString()).add(spec.owner().uid());
    write(spec, submission.fromNow() ? "+" : "", to);
  }

  static void write(RunSpec spec, FunctionArguments to) {
    write(spec, "", to);
  }

  private static void write(RunSpec spec, String sign, FunctionArguments to) {
    to.add(spec.id().toString())
        .add(spec.origin().label())
        .add(spec.handler().toString())
        .add(sign + spec.plannedAt().toEpochMilli())
        .add(spec.expiresAt())
        .add(spec.timeout())
        .add(retryText(spec.retry()))
        .add(spec.maxLosses())
        .add(spec.slotLimit())
        .add(spec.exclusive())
        .add(spec.exceptionHandler())
        .add(headersText(spec.headers()));
  }

  /** Reads {@link #OWNED_SIZE} values from the reply's beginning. */
  static RunSpec readOwned(Reply from) {
    return new RunSpec(
        RunId.parse(from.text(2)),
        new Owner(OwnerKey.parse(from.text(0)), from.text(1)),
        Origin.ofLabel(from.text(3)),
        HandlerRef.parse(from.text(4)),
        from.instant(5),
        from.optionalInstant(6),
        from.optionalDuration(7),
        retry(from.text(8)),
        from.smallNumber(9),
        from.smallNumber(10),
        from.flag(11),
        emptyAsNull(from.text(12)),
        headers(from.text(13)));
  }

  private static @Nullable String emptyAsNull(String text) {
    return text.isEmpty() ? null : text;
  }

  private static String retryText(RetryPolicy retry) {
    return retry.maxAttempts()
        + ","
        + retry.minBackoff().toMillis()
        + ","
        + retry.maxBackoff().toMillis()
        + ","
        + retry.factor()
        + ","
        + retry.jitterPercent();
  }

  private static RetryPolicy retry(String text) {
    String[] parts = text.split(",", -1);
    return new RetryPolicy(
        Integer.parseInt(parts[0]),
        Duration.ofMillis(Long.parseLong(parts[1])),
        Duration.ofMillis(Long.parseLong(parts[2])),
        Double.parseDouble(parts[3]),
        Integer.parseInt(parts[4]));
  }

  private static String headersText(Map<String, String> headers) {
    return headers.entrySet().stream()
        .map(
            header ->
                URLEncoder.encode(header.getKey(), UTF_8)
                    + "="
                    + URLEncoder.encode(header.getValue(), UTF_8))
        .collect(Collectors.joining("&"));
  }

  private static Map<String, String> headers(String text) {
    Map<String, String> headers = new TreeMap<>();
    for (String header : text.isEmpty() ? new String[0] : text.split("&", -1)) {
      int equals = header.indexOf('=');
      headers.put(
          URLDecoder.decode(header.substring(0, equals), UTF_8),
          URLDecoder.decode(header.substring(equals + 1), UTF_8));
    }
    return headers;
  }
}
