package io.jararaca.worker.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.jararaca.core.ledger.CompleteResult;
import io.jararaca.core.ledger.LeaseRef;
import io.jararaca.core.ledger.Outcome;
import io.jararaca.core.ledger.Publication;
import io.jararaca.core.run.Owner;
import io.jararaca.core.run.OwnerKey;
import io.jararaca.core.run.RunSpec;
import io.jararaca.core.run.RunSpecBuilder;
import io.jararaca.core.run.RunState;
import io.jararaca.core.work.Attempt;
import io.jararaca.core.work.LoopStatus;
import io.jararaca.core.work.Stop;
import io.jararaca.health.Metric;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class WorkerMetricsTest {

  private final MeterRegistry registry = MetricsPage.registry();
  private final WorkerMetrics metrics = new WorkerMetrics(registry);

  @Test
  void what_is_shown_is_what_is_described_and_nothing_else() {
    Owner owner = new Owner(OwnerKey.scheduledAction("shop", "nightly"), "uid-1");
    RunSpec run = RunSpecBuilder.tick(owner, Instant.EPOCH).build();
    Publication publication = new Publication(run, 0, "first", new byte[0]);
    Attempt attempt =
        new Attempt(
            publication, new LeaseRef(run.id(), "1:nonce", "worker-1"), 1, Instant.EPOCH, null);
    metrics.watch(() -> LoopStatus.NOT_STARTED);
    metrics.dropped(publication, "ended");
    metrics.started(attempt);
    metrics.completed(
        attempt, new Outcome.Succeeded(), new CompleteResult.Ended(RunState.SUCCEEDED));
    metrics.handedBack(attempt);
    metrics.stopped(attempt, Stop.TIMEOUT);
    metrics.deaf(attempt);

    assertThat(shown())
        .containsExactlyInAnyOrderEntriesOf(
            Arrays.stream(WorkerMetric.values())
                .map(WorkerMetric::metric)
                .collect(Collectors.toMap(Metric::prometheusName, Metric::meaning)));
  }

  /** Names, each with what its HELP says. */
  private Map<String, String> shown() {
    return Pattern.compile("(?m)^# HELP (\\S+) (.*)$")
        .matcher(MetricsPage.of(registry).get())
        .results()
        .filter(help -> !help.group(1).endsWith("_max"))
        .collect(Collectors.toMap(help -> help.group(1), help -> help.group(2)));
  }
}
