package io.jararaca.benchmarks.peers;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;

/**
 * What became of a burst. Times are milliseconds from the due instant.
 *
 * @param version of the system, as it numbers itself
 * @param size of the burst
 * @param started how many of it were started at all
 * @param early how many of those before they were due
 * @param lastStartMs when the last handler was started
 * @param lastDispatchMs when the last was given to a broker; null where nothing lies between
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record CaseResult(
    String version,
    int size,
    int started,
    int early,
    double lastStartMs,
    @Nullable Double lastDispatchMs) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Of a line that a peer's program printed. */
  static CaseResult parse(String line) {
    try {
      return JSON.readValue(line, CaseResult.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not a burst's result: " + line, e);
    }
  }

  boolean complete() {
    return started == size;
  }

  /** Starts a second, from the due instant to the last start. */
  double perSecond() {
    return started * 1_000.0 / Math.max(lastStartMs, 1);
  }
}
