package io.jararaca.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PeerTableTest {
  private static final Workload WORKLOAD = new Workload(10, 3, 1_000, Duration.ofSeconds(60));

  @Test
  void a_system_is_compared_by_its_starts_a_second_in_the_large_burst() {
    PeerTable table =
        new PeerTable(
            WORKLOAD, measured(ours(10, 30), ours(10, 20), ours(10, 24), ours(1_000, 500)));

    table.add(
        "Peer",
        "a file",
        measured(peer(10, 10, 90), peer(10, 10, 70), peer(10, 10, 80), peer(1_000, 1_000, 4_000)));

    assertThat(table.markdown())
        .contains(
            "| **Jararaca**: beat, one worker | Redis, RabbitMQ | 12 | 24 | 250 | 500 | 2,000 | 1.0 |")
        .contains("| Peer 1.2 | a file | – | 80 | – | 4,000 | 250 | 8.0 |");
  }

  @Test
  void what_was_not_started_in_time_is_told_and_nothing_larger_is() {
    PeerTable table = table();

    table.add("Slow", "a file", measured(peer(10, 10, 90), peer(10, 7, 60_000)));
    table.add(
        "Slower",
        "a file",
        measured(peer(10, 10, 9), peer(10, 10, 9), peer(10, 10, 9), peer(1_000, 600, 60_000)));

    assertThat(table.markdown())
        .contains("| Slow 1.2 | a file | – | 7 of 10 in 60 s | not tried | not tried | – | – |")
        .contains("| Slower 1.2 | a file | – | 9 | – | 600 of 1,000 in 60 s | 10 | 200.0 |");
  }

  @Test
  void what_a_system_cannot_do_or_failed_to_do_has_its_reason() {
    PeerTable table = table();

    table.add("Cannot", "a file", new Outcome.Cannot("it has no clock"));
    table.add("Fails", "a file", new Outcome.Failed("status 1"));

    assertThat(table.markdown())
        .contains("| Cannot | a file | cannot: it has no clock |")
        .contains("| Fails | a file | failed: status 1 |");
  }

  @Test
  void a_programs_line_may_leave_out_the_dispatch() {
    assertThat(
            CaseResult.parse(
                "{\"version\": \"3\", \"size\": 5, \"started\": 4, \"early\": 1, \"lastStartMs\": 2.5}"))
        .isEqualTo(new CaseResult("3", 5, 4, 1, 2.5, null));
    assertThatThrownBy(() -> CaseResult.parse("{")).hasMessageContaining("not a burst's result");
  }

  private static PeerTable table() {
    return new PeerTable(
        WORKLOAD, measured(ours(10, 1), ours(10, 1), ours(10, 1), ours(1_000, 500)));
  }

  private static Outcome.Measured measured(CaseResult... bursts) {
    return new Outcome.Measured(WORKLOAD, List.of(bursts));
  }

  private static CaseResult ours(int size, double lastStartMs) {
    return result("", size, size, lastStartMs, lastStartMs / 2);
  }

  private static CaseResult peer(int size, int started, double lastStartMs) {
    return result("1.2", size, started, lastStartMs, null);
  }

  private static CaseResult result(
      String version, int size, int started, double lastStartMs, @Nullable Double dispatchMs) {
    return new CaseResult(version, size, started, 0, lastStartMs, dispatchMs);
  }
}
