package io.jararaca.benchmarks.peers;

import static io.jararaca.benchmarks.Figures.whole;

import io.jararaca.benchmarks.BenchCommand;
import io.jararaca.benchmarks.BenchServers;
import io.jararaca.benchmarks.Surroundings;
import io.jararaca.e2e.process.Sandbox;
import io.jararaca.e2e.server.PostgresServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code ./dev bench peers}: bursts of schedules and of one-shots, from their due instant to the
 * last start of a handler, by ours and by others, one after the other on the same machine.
 */
@Command(name = "./dev bench peers", sortOptions = false)
public final class Peers extends BenchCommand {
  @Option(
      names = "--small",
      defaultValue = "1000",
      description = "Pieces of a small burst (${DEFAULT-VALUE}).")
  private int small;

  @Option(
      names = "--times",
      defaultValue = "3",
      description = "Small bursts to take the median of (${DEFAULT-VALUE}).")
  private int times;

  @Option(
      names = "--large",
      defaultValue = "10000",
      description = "Pieces of the one large burst (${DEFAULT-VALUE}).")
  private int large;

  @Option(
      names = "--cap",
      defaultValue = "60",
      description = "Seconds after which a burst is given up (${DEFAULT-VALUE}).")
  private int capSeconds;

  @Option(
      names = "--only",
      split = ",",
      defaultValue = "",
      description = "Peers whose names contain one of these; by default all.")
  private List<String> only = List.of();

  private Peers() {
    super("peers");
  }

  public static void main(String[] args) {
    main(new Peers(), args);
  }

  @Override
  protected String measure(Sandbox sandbox) {
    Workload workload = new Workload(small, times, large, Duration.ofSeconds(capSeconds));
    String backendUrl = BenchServers.backendUrl(sandbox);
    String brokerUrl = BenchServers.brokerUrl(sandbox);
    PostgresServer postgres = PostgresServer.started(sandbox);
    Surroundings surroundings = new Surroundings(backendUrl, brokerUrl);
    Map<Kind, PeerTable> tables = ours(sandbox, backendUrl, brokerUrl, workload);
    for (Peer peer : peers()) {
      for (Kind kind : Kind.values()) {
        System.err.println("==> " + peer.name() + ", " + kind.word());
        Map<String, String> environment =
            Map.of(
                "BACKEND_URL", backendUrl,
                "BROKER_URL", brokerUrl,
                "JDBC_URL", postgres.freshDatabase());
        Outcome outcome = peer.measure(sandbox, kind, workload, environment);
        System.err.println("    " + outcome);
        table(tables, kind).add(peer.name(), peer.keeps(), outcome);
      }
    }
    return report(surroundings, postgres, workload, tables);
  }

  private List<Peer> peers() {
    Path root = Path.of(System.getProperty("jararaca.root", "")).toAbsolutePath();
    Path installed = Path.of(System.getenv().getOrDefault("PEERS_HOME", "peers")).toAbsolutePath();
    return new KnownPeers(root, installed)
        .all().stream()
            .filter(peer -> only.stream().anyMatch(word -> peer.name().contains(word)))
            .toList();
  }

  private static Map<Kind, PeerTable> ours(
      Sandbox sandbox, String backendUrl, String brokerUrl, Workload workload) {
    Map<Kind, PeerTable> tables = new EnumMap<>(Kind.class);
    try (Ours ours = new Ours(sandbox, backendUrl, brokerUrl, workload)) {
      for (Kind kind : Kind.values()) {
        System.err.println("==> Jararaca, " + kind.word());
        Outcome.Measured measured = ours.measure(kind);
        System.err.println("    " + measured);
        tables.put(kind, new PeerTable(workload, measured));
      }
    }
    return tables;
  }

  private static PeerTable table(Map<Kind, PeerTable> tables, Kind kind) {
    PeerTable table = tables.get(kind);
    if (table == null) {
      throw new IllegalStateException("no table of " + kind);
    }
    return table;
  }

  private static String report(
      Surroundings surroundings,
      PostgresServer postgres,
      Workload workload,
      Map<Kind, PeerTable> tables) {
    return """
        Work that is due at one instant, payloads of 200 bytes: from that instant until the last piece was given to the broker, and until the last
        handler was started, each handler's first instruction telling the time. Each system on its own, one after the other, in one run; of
        %s pieces the median of %d bursts after one to warm up, of %s one burst; what was not started %d s after it was due is given up. Where
        scheduler and handlers share a process, or the worker takes what is due itself, nothing is dispatched. Starts a second, and the ratio,
        are of the burst of %s. Each is configured as its documentation recommends for throughput: benchmarks/peers says how, and cites it.
        %s PostgreSQL %s.

        Recurring schedules:

        %s
        One-shots:

        %s"""
        .formatted(
            whole(workload.small()),
            workload.times(),
            whole(workload.large()),
            workload.cap().toSeconds(),
            whole(workload.large()),
            surroundings.describe(),
            postgres.version(),
            table(tables, Kind.RECURRING).markdown(),
            table(tables, Kind.ONCE).markdown());
  }
}
