package io.jararaca.health;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * A figure that a process shows, described once: for its meter, for Prometheus, and for
 * docs/metrics.md.
 *
 * @param name in Micrometer's form, such as {@code jararaca.dispatch.lateness}
 * @param labels what splits it, in the order in which their values are given
 * @param meaning one sentence or two, for people
 * @param bounds of a histogram's buckets; empty for all others
 */
public record Metric(
    Kind kind, String name, List<String> labels, String meaning, List<Duration> bounds) {

  /** What a figure is, and what Prometheus puts behind its name. */
  public enum Kind {
    GAUGE("gauge", ""),
    COUNTER("counter", "_total"),
    TIMER("summary", "_seconds"),
    HISTOGRAM("histogram", "_seconds");

    private final String label;
    private final String suffix;

    Kind(String label, String suffix) {
      this.label = label;
      this.suffix = suffix;
    }

    /** As Prometheus calls it. */
    public String label() {
      return label;
    }

    /** What its values count. */
    public String unit() {
      return suffix.equals("_seconds") ? "seconds" : "";
    }
  }

  public Metric {
    labels = List.copyOf(labels);
    bounds = List.copyOf(bounds);
  }

  /** What goes up and down. */
  public static Metric gauge(String name, String meaning, String... labels) {
    return new Metric(Kind.GAUGE, name, List.of(labels), meaning, List.of());
  }

  /** What only grows while the process lives. */
  public static Metric counter(String name, String meaning, String... labels) {
    return new Metric(Kind.COUNTER, name, List.of(labels), meaning, List.of());
  }

  /** Durations: how many, and their sum. */
  public static Metric timer(String name, String meaning, String... labels) {
    return new Metric(Kind.TIMER, name, List.of(labels), meaning, List.of());
  }

  /** Durations, counted in buckets too, for quantiles. */
  public static Metric histogram(
      String name, String meaning, List<Duration> bounds, String... labels) {
    return new Metric(Kind.HISTOGRAM, name, List.of(labels), meaning, bounds);
  }

  /** Its name at {@code /metrics}; a summary's and a histogram's lines add to it. */
  public String prometheusName() {
    return name.replace('.', '_') + kind.suffix;
  }

  /**
   * @param values of the labels
   */
  public Counter counter(MeterRegistry registry, String... values) {
    return Counter.builder(name).description(meaning).tags(tags(values)).register(registry);
  }

  /**
   * @param values of the labels
   */
  public Timer timer(MeterRegistry registry, String... values) {
    Timer.Builder timer = Timer.builder(name).description(meaning).tags(tags(values));
    if (!bounds.isEmpty()) {
      timer.serviceLevelObjectives(bounds.toArray(Duration[]::new));
    }
    return timer.register(registry);
  }

  /**
   * @param value asked for at each look
   * @param values of the labels
   */
  public void gauge(MeterRegistry registry, Supplier<Number> value, String... values) {
    Gauge.builder(name, value)
        .description(meaning)
        .tags(tags(values))
        .strongReference(true)
        .register(registry);
  }

  private Tags tags(String... values) {
    if (values.length != labels.size()) {
      throw new IllegalArgumentException(name + " has the labels " + labels);
    }
    return Tags.of(
        IntStream.range(0, values.length).mapToObj(i -> Tag.of(labels.get(i), values[i])).toList());
  }
}
