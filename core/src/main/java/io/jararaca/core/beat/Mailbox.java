package io.jararaca.core.beat;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings what other threads have to say to the one thread that owns the state. */
final class Mailbox implements Executor {

  private static final Logger LOG = LoggerFactory.getLogger(Mailbox.class);

  private final BlockingQueue<Runnable> letters = new LinkedBlockingQueue<>();
  private final Queue<Runnable> opened = new ArrayDeque<>();

  @Override
  public void execute(Runnable letter) {
    letters.add(letter);
  }

  boolean isEmpty() {
    return letters.isEmpty() && opened.isEmpty();
  }

  /** Deals with everything that is there. An error in one letter stops no other. */
  void deal() {
    letters.drainTo(opened);
    for (Runnable letter = opened.poll(); letter != null; letter = opened.poll()) {
      try {
        letter.run();
      } catch (RuntimeException e) {
        LOG.error("The beat could not deal with an event; it goes on with the next", e);
      }
    }
  }

  /** Waits for a letter, at most that long, and leaves it to {@link #deal()}. */
  void await(long nanos) throws InterruptedException {
    Runnable letter = letters.poll(nanos, TimeUnit.NANOSECONDS);
    if (letter != null) {
      opened.add(letter);
    }
  }
}
