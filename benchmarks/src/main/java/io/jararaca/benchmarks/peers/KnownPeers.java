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
                "its documentation: the open source edition supports up to 100 recurring jobs")),
        python("Celery, its own beat", "its beat, RabbitMQ", "celery_peer.py", "beat"),
        python("Celery, RedBeat", "Redis, RabbitMQ", "celery_peer.py", "redbeat"),
        new Peer(
            "BullMQ", "Redis", List.of("node", source("node/bullmq.mjs").toString()), Map.of()));
  }

  private Path source(String file) {
    return root.resolve("benchmarks/peers").resolve(file);
  }

  private Peer python(String name, String keeps, String program, String word) {
    return new Peer(
        name,
        keeps,
        List.of(
            installed.resolve("celery/bin/python").toString(),
            source("python").resolve(program).toString(),
            word),
        Map.of());
  }

  private Peer jvm(String name, String keeps, String word, Map<Kind, String> cannot) {
    Path target = source("jvm/target");
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
