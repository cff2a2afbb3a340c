package io.jararaca.benchmarks.peers;

import static io.jararaca.benchmarks.Figures.tenths;
import static io.jararaca.benchmarks.Figures.whole;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A table of how each system did with bursts of one kind; ours is its first row. */
final class PeerTable {
  private static final String NOTHING = "–";

  private final Workload workload;
  private final List<String> rows = new ArrayList<>();
  private final Optional<CaseResult> ours;

  PeerTable(Workload workload, Outcome.Measured ours) {
    this.workload = workload;
    this.ours = ours.large();
    rows.add(
        "| System | Keeps its state in | %1$s: last dispatch, ms | %1$s: last start, ms | %2$s: last dispatch, ms | %2$s: last start, ms | Starts a second | Ours is so many times that |"
            .formatted(whole(workload.small()), whole(workload.large())));
    rows.add("|---|---|---:|---:|---:|---:|---:|---:|");
    add("**Jararaca**: beat, one worker", "Redis, RabbitMQ", ours);
  }

  void add(String system, String keeps, Outcome outcome) {
    if (outcome instanceof Outcome.Measured measured) {
      rows.add(measured((system + " " + measured.version()).strip(), keeps, measured));
    } else if (outcome instanceof Outcome.Cannot cannot) {
      rows.add(without(system, keeps, "cannot: " + cannot.why()));
    } else if (outcome instanceof Outcome.Failed failed) {
      rows.add(without(system, keeps, "failed: " + failed.why()));
    }
  }

  String markdown() {
    return String.join("\n", rows) + "\n";
  }

  private static String without(String system, String keeps, String why) {
    return "| %s | %s | %s | | | | | |".formatted(system, keeps, why);
  }

  private String measured(String system, String keeps, Outcome.Measured measured) {
    List<CaseResult> small = measured.small();
    boolean allSmall = small.stream().allMatch(CaseResult::complete);
    String dispatched =
        small.stream().anyMatch(burst -> burst.lastDispatchMs() == null)
            ? NOTHING
            : whole(measured.medianOfSmall(PeerTable::dispatchMs));
    String started =
        allSmall
            ? whole(measured.medianOfSmall(CaseResult::lastStartMs))
            : given(small.get(small.size() - 1));
    Optional<CaseResult> large = measured.large();
    String early = measured.anyEarly() ? "; some early" : "";
    return "| %s | %s | %s | %s | %s | %s | %s | %s |"
        .formatted(
            system,
            keeps,
            dispatched,
            started + early,
            large.map(PeerTable::dispatched).orElse("not tried"),
            large.map(burst -> started(burst) + early).orElse("not tried"),
            large.map(burst -> whole(burst.perSecond())).orElse(NOTHING),
            large.flatMap(this::ratio).orElse(NOTHING));
  }

  private Optional<String> ratio(CaseResult theirs) {
    return ours.filter(burst -> theirs.perSecond() > 0)
        .map(burst -> tenths(burst.perSecond() / theirs.perSecond()));
  }

  private static double dispatchMs(CaseResult burst) {
    Double ms = burst.lastDispatchMs();
    return ms == null ? Double.NaN : ms;
  }

  private static String dispatched(CaseResult burst) {
    return burst.lastDispatchMs() == null ? NOTHING : whole(dispatchMs(burst));
  }

  private String started(CaseResult burst) {
    return burst.complete() ? whole(burst.lastStartMs()) : given(burst);
  }

  /** Of a burst that was given up. */
  private String given(CaseResult burst) {
    return "%s of %s in %d s"
        .formatted(whole(burst.started()), whole(burst.size()), workload.cap().toSeconds());
  }
}
