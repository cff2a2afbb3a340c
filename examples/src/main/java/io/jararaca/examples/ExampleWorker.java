package io.jararaca.examples;

import io.jararaca.worker.Worker;
import io.jararaca.worker.WorkerBuilder;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/**
 * A worker with the handlers of all manifests in this folder. Its settings are environment
 * variables; with RUN_LOG, the handlers' doings are written to that file.
 */
public final class ExampleWorker {

  private ExampleWorker() {}

  public static void main(String[] args) {
    WorkerBuilder builder = Worker.builder();
    handlers().forEach(builder::handlers);
    String runLog = System.getenv().getOrDefault("RUN_LOG", "");
    if (!runLog.isEmpty()) {
      builder.around(new RunLog(Path.of(runLog), InstantSource.system()));
    }
    builder.build().run();
  }

  /** The objects whose methods are the handlers. */
  public static List<Object> handlers() {
    return List.of(
        new Heartbeat(),
        new MorningReport(),
        new SlowSync(),
        new FlakyImport(),
        new ClearCaches(),
        new Payments(),
        new Reminders(),
        new Counting());
  }
}
