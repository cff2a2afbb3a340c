package io.jararaca.e2e.load;

import io.jararaca.worker.Run;
import io.jararaca.worker.Worker;
import io.jararaca.worker.WorkerBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A worker of many handlers, {@code h-0} and so on, that each append owner and planned second to
 * the file RUN_LOG.
 */
public final class LoadWorker {

  static final int HANDLERS = 100;

  private static final Path LOG = Path.of(System.getenv().getOrDefault("RUN_LOG", "run.log"));

  private LoadWorker() {}

  public static void main(String[] args) {
    WorkerBuilder builder = Worker.builder();
    for (int i = 0; i < HANDLERS; i++) {
      builder.handler("h-" + i, Object.class, (payload, run) -> write(run));
    }
    builder.build().run();
  }

  private static void write(Run run) throws IOException {
    String line = run.owner() + "\t" + run.plannedAt().getEpochSecond() + "\n";
    Files.write(
        LOG,
        line.getBytes(StandardCharsets.UTF_8),
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }
}
