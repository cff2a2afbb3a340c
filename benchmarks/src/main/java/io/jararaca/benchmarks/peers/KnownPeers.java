package io.jararaca.benchmarks.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The systems that ours is compared with, and where their programs are: benchmarks/peers.
 *
 * @param root of the sources
 * @param installed the folder in which ./dev installed what they need
 */
record KnownPeers(Path root, Path installed) {

  List<Peer> all() {
    return List.of(
        jvm("Quartz, RAMJobStore", "the process", "quartz-ram", Map.of()),
        jvm("Quartz, JDBC", "PostgreSQL", "quartz-jdbc", Map.of()),
        jvm("db-scheduler", "PostgreSQL", "db-scheduler", Map.of()),
        jvm(
            "JobRunr, open source",
            "PostgreSQL",
            "jobrunr",
            Map.of(
                Kind.RECURRING,
                "its documentation: the open source edition supports up to 100 recurring jobs")));
  }

  private Peer jvm(String name, String keeps, String word, Map<Kind, String> cannot) {
    Path target = root.resolve("benchmarks/peers/jvm/target");
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    try {
      String classPath = Files.readString(target.resolve("class-path.txt")).strip();
      return new Peer(
          name,
          keeps,
          List.of(
              java,
              "-XX:+UseSerialGC",
              "-Xmx512m",
              "-XX:-UsePerfData",
              "-cp",
              target.resolve("classes") + ":" + classPath,
              "io.jararaca.peers.PeerMain",
              word),
          cannot);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
