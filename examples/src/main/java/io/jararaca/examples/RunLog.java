package io.jararaca.examples;

import io.jararaca.worker.Run;
import io.jararaca.worker.RunInterceptor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;

/**
 * Writes what handlers did to a file, for whoever wants to count it apart from the ledger: a line
 * when a handler begins and one when it ends, of fields that are separated by tabs:
 *
 * <pre>
 * begin|succeeded|failed  epoch-milliseconds  run-id  handler  planned-epoch-milliseconds  attempt  instance  owner
 * </pre>
 *
 * <p>Each line is one append, so that several processes may share the file.
 */
final class RunLog implements RunInterceptor {

  private final Path file;
  private final InstantSource clock;

  RunLog(Path file, InstantSource clock) {
    this.file = file;
    this.clock = clock;
  }

  @Override
  public void around(Run run, Call call) throws Exception {
    write("begin", run);
    String end = "failed";
    try {
      call.proceed();
      end = "succeeded";
    } finally {
      write(end, run);
    }
  }

  private void write(String event, Run run) throws IOException {
    String line =
        String.join(
                "\t",
                event,
                String.valueOf(clock.millis()),
                run.id(),
                run.handler(),
                String.valueOf(run.plannedAt().toEpochMilli()),
                String.valueOf(run.attempt()),
                run.instance(),
                run.owner())
            + "\n";
    Files.write(
        file,
        line.getBytes(StandardCharsets.UTF_8),
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }
}
