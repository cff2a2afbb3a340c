package io.jararaca.benchmarks.lateness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * How long the disk takes to keep a message of 200 bytes, meanwhile: a quorum queue confirms none
 * earlier.
 */
final class BareDisk implements AutoCloseable {
  private static final int BYTES = 200;
  private static final int EVERY_MILLIS = 50;

  private final FileChannel file;
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final List<Long> micros = new ArrayList<>();

  /**
   * @param folder on the disk that the servers use
   */
  BareDisk(Path folder) {
    try {
      file =
          FileChannel.open(
              folder.resolve("bare-disk"), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    timer.scheduleWithFixedDelay(this::write, 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void write() {
    long begun = System.nanoTime();
    try {
      file.write(ByteBuffer.allocate(BYTES));
      file.force(false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    note((System.nanoTime() - begun) / 1_000);
  }

  private synchronized void note(long taken) {
    micros.add(taken);
  }

  /** Microseconds of each write so far, with its fsync. */
  synchronized List<Long> micros() {
    return List.copyOf(micros);
  }

  @Override
  public void close() {
    timer.shutdownNow();
    try {
      file.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
