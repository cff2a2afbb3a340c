package io.jararaca.worker.process;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.function.Supplier;

/**
 * The text of {@code /metrics}: there where micrometer-registry-prometheus is on the class path.
 */
public final class MetricsPage {

  private static final String REGISTRY = "io.micrometer.prometheusmetrics.PrometheusMeterRegistry";

  private MetricsPage() {}

  /** Whether a registry that can be served is on the class path. */
  public static boolean possible() {
    try {
      Class.forName(REGISTRY, false, MetricsPage.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException absent) {
      return false;
    }
  }

  /** A registry that can be served. Only where {@link #possible()}. */
  public static MeterRegistry registry() {
    return Served.registry();
  }

  public static Supplier<String> of(MeterRegistry registry) {
    return possible() && Served.serves(registry)
        ? () -> Served.text(registry)
        : () -> "# put micrometer-registry-prometheus on the class path to have metrics here\n";
  }

  /** Kept apart, so that the classes are looked for only where they are. */
  private static final class Served {

    private Served() {}

    static MeterRegistry registry() {
      return new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    }

    static boolean serves(MeterRegistry registry) {
      return registry instanceof PrometheusMeterRegistry;
    }

    static String text(MeterRegistry registry) {
      return ((PrometheusMeterRegistry) registry).scrape();
    }
  }
}
