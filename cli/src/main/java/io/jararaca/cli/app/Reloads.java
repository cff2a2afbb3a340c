package io.jararaca.cli.app;

import io.jararaca.core.action.ActionDefinition;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes changes of a source in, until it is closed. What cannot be taken in changes nothing. */
public final class Reloads implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Reloads.class);
  private static final Duration LOOK_EVERY = Duration.ofMillis(250);

  private final SourceWatch watch;
  private final ActionSource source;
  private final Consumer<List<ActionDefinition>> taker;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "jararaca-reload");

  /**
   * @param watch sees changes
   * @param source read anew after a change
   * @param taker given what was read; may refuse it by an exception
   */
  public Reloads(SourceWatch watch, ActionSource source, Consumer<List<ActionDefinition>> taker) {
    this.watch = watch;
    this.source = source;
    this.taker = taker;
    thread.setDaemon(true);
  }

  /** Looks from now on. */
  public void start() {
    thread.start();
  }

  private void run() {
    try {
      while (!closing.await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
        if (watch.changed()) {
          reload();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void reload() {
    try {
      taker.accept(source.read());
    } catch (RuntimeException broken) {
      LOG.error("{}\nwhat was read before stays in force", broken.getMessage());
    }
  }

  @Override
  public void close() {
    closing.countDown();
  }
}
