package io.jararaca.e2e.observability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class QueryTest {

  private static final List<Sample> PAGE =
      Sample.of(
          """
          # HELP jararaca_runs_ended_total Runs that ended
          jararaca_runs_ended_total{state="Failed"} 3.0
          jararaca_runs_ended_total{state="Lost"} 0.0
          jararaca_claim_latency_seconds_bucket{le="0.005"} 1
          jararaca_claim_latency_seconds_bucket{le="+Inf"} 1
          jararaca_leader 1.0
          """);

  @Test
  void what_is_there_is_found() {
    assertThat(missing("jararaca_leader{job=~\"$job\",namespace=~\"$namespace\"}")).isEmpty();
    assertThat(missing("sum(rate(jararaca_runs_ended_total{state=~\"Failed|Lost\"}[5m]))"))
        .isEmpty();
    assertThat(missing("sum by (le) (rate(jararaca_claim_latency_seconds_bucket[5m]))")).isEmpty();
  }

  @Test
  void another_metric_value_or_label_is_missed() {
    assertThat(missing("sum(jararaca_leaders)")).containsExactly("jararaca_leaders");
    assertThat(missing("jararaca_runs_ended_total{state=~\"Failed|Died\"}"))
        .containsExactly("jararaca_runs_ended_total{state=Died}");
    assertThat(missing("sum by (result) (jararaca_runs_ended_total)"))
        .containsExactly("label result of jararaca_runs_ended_total");
    assertThat(new Query("a panel", "jararaca_leader", List.of("{{part}}")).missing(PAGE))
        .containsExactly("label part of jararaca_leader");
    assertThat(missing("up")).hasSize(1);
  }

  private static List<String> missing(String expression) {
    return new Query("a panel", expression, List.of()).missing(PAGE);
  }
}
