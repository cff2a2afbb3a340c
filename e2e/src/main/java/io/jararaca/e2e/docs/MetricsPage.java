package io.jararaca.e2e.docs;

import static io.jararaca.e2e.docs.Table.code;

import io.jararaca.health.Metric;
import io.jararaca.operator.health.OperatorMetric;
import io.jararaca.worker.process.WorkerMetric;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** docs/metrics.md: every figure of an operator and of a worker. */
public final class MetricsPage {

  private MetricsPage() {}

  static MarkedText fill(MarkedText page) {
    return page.with("operator metrics", table(operator())).with("worker metrics", table(worker()));
  }

  /** All that there are, of both. */
  public static List<Metric> all() {
    return Stream.concat(operator().stream(), worker().stream()).toList();
  }

  private static List<Metric> operator() {
    return Arrays.stream(OperatorMetric.values()).map(OperatorMetric::metric).toList();
  }

  private static List<Metric> worker() {
    return Arrays.stream(WorkerMetric.values()).map(WorkerMetric::metric).toList();
  }

  private static String table(List<Metric> metrics) {
    Table table = new Table("metric", "type", "unit", "labels", "meaning");
    metrics.forEach(
        metric ->
            table.row(
                code(metric.prometheusName()),
                metric.kind().label(),
                metric.kind().unit(),
                metric.labels().stream().map(Table::code).collect(Collectors.joining(", ")),
                metric.meaning()));
    return table.text();
  }
}
