package io.jararaca.operator.status;

import io.jararaca.core.run.OwnerKey;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Events that wait to be told, one after the other on a thread of their own: at most ten a second,
 * and one of a reason about a resource in five minutes. Beyond {@value #WAITING} waiting ones, new
 * ones are left out: the status holds the whole truth.
 */
final class EventQueue implements AutoCloseable {

  static final int WAITING = 1000;

  private static final Logger log = LoggerFactory.getLogger(EventQueue.class);
  private static final int PER_SECOND = 10;
  private static final Duration QUIET = Duration.ofMinutes(5);
  private static final int REMEMBERED = 10_000;

  /** An event about a resource of that uid. */
  record Item(OwnerKey about, String uid, EventNote note) {}

  private record Topic(OwnerKey about, String reason) {}

  private final Consumer<Item> teller;
  private final LongSupplier nanos;
  private final RateLimit rate;
  private final BlockingQueue<Item> waiting = new LinkedBlockingQueue<>(WAITING);
  private final Map<Topic, Long> told =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Topic, Long> eldest) {
          return size() > REMEMBERED;
        }
      };
  private final Thread thread = new Thread(this::run, "events");
  private boolean full;

  /**
   * @param teller may block, and throws nothing that it can handle itself
   * @param nanos a monotonic clock, as {@link System#nanoTime()}
   */
  EventQueue(Consumer<Item> teller, LongSupplier nanos) {
    this.teller = teller;
    this.nanos = nanos;
    this.rate = new RateLimit(PER_SECOND, nanos);
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Does not block. */
  synchronized void add(Item item) {
    Topic topic = new Topic(item.about(), item.note().reason());
    long now = nanos.getAsLong();
    Long last = told.get(topic);
    if (last != null && now - last < QUIET.toNanos()) {
      return;
    }
    if (!waiting.offer(item)) {
      if (!full) {
        log.warn("{} events wait to be told: new ones are left out, statuses are not", WAITING);
      }
      full = true;
      return;
    }
    full = false;
    told.remove(topic);
    told.put(topic, now);
  }

  /** What still waits is left out. */
  @Override
  public void close() {
    thread.interrupt();
  }

  private void run() {
    try {
      while (true) {
        Item item = waiting.take();
        TimeUnit.NANOSECONDS.sleep(rate.reserve().toNanos());
        tell(item);
      }
    } catch (InterruptedException e) {
      log.debug("closed with {} events waiting", waiting.size());
    }
  }

  private void tell(Item item) {
    try {
      teller.accept(item);
    } catch (RuntimeException e) {
      log.error("{}: the event {} is not told", item.about(), item.note().reason(), e);
    }
  }
}
