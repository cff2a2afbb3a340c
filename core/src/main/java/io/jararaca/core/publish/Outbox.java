package io.jararaca.core.publish;

import static java.util.Objects.requireNonNull;

import io.jararaca.core.ledger.LeaderLedger;
import io.jararaca.core.ledger.LedgerUnavailableException;
import io.jararaca.core.ledger.MessageLedger;
import io.jararaca.core.ledger.Submission;
import io.jararaca.core.ledger.SubmitResult;
import io.jararaca.core.run.Partition;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings messages to the ledger, many in one call, a bounded number at once. Those that have no
 * partition of their own are given one together, the next batch's in turn: so a lone message goes
 * at once, and many travel in full batches. A call that is not answered is repeated: the ledger
 * knows a message by its id.
 */
public final class Outbox implements AutoCloseable {

  /** No call carries more, so that none holds up the others at the ledger. */
  private static final int BATCH_BYTES = 1 << 20;

  private static final Duration AGAIN_AFTER = Duration.ofMillis(200);
  private static final Duration LAST_ANSWERS = Duration.ofSeconds(5);

  private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

  private record Item(Submission submission, CompletableFuture<Kept> answer, long deadline) {}

  private final MessageLedger ledger;
  private final OutboxSettings settings;
  private final LongSupplier nanoTime;
  private final Semaphore room;
  private final Object lock = new Object();
  private final List<Deque<Item>> waiting = new ArrayList<>();
  private final Deque<Partition> turns = new ArrayDeque<>();
  private final ScheduledExecutorService answers;
  private int spread;
  private int calls;
  private boolean sending;
  private volatile boolean closed;

  /**
   * @param nanoTime a monotonic clock
   */
  public Outbox(MessageLedger ledger, OutboxSettings settings, LongSupplier nanoTime) {
    this.ledger = requireNonNull(ledger, "ledger");
    this.settings = requireNonNull(settings, "settings");
    this.nanoTime = nanoTime;
    this.room = new Semaphore(settings.maxOutstanding());
    this.spread = Math.floorMod(System.identityHashCode(this), Partition.COUNT);
    Partition.all().forEach(partition -> waiting.add(new ArrayDeque<>()));
    // Callers' continuations run here: they may publish again, and wait for room that others give.
    this.answers =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "jararaca-publisher");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Takes a message.
   *
   * @param own the partition that it must have; none: any
   * @param draft makes it for the partition that it gets; called once, on this thread
   * @return completes when the ledger has it; fails with {@link OutboxFullException}, with {@link
   *     LedgerUnavailableException} after the patience (the message may be kept or not), with
   *     {@link IllegalStateException} when this was closed, or this thread interrupted, before
   */
  public CompletableFuture<Kept> add(
      @Nullable Partition own, Function<Partition, Submission> draft) {
    if (!enter()) {
      return CompletableFuture.failedFuture(noRoom());
    }
    CompletableFuture<Kept> answer = new CompletableFuture<>();
    long deadline = nanoTime.getAsLong() + settings.patience().toNanos();
    synchronized (lock) {
      Partition partition = own == null ? Partition.all().get(spread) : own;
      Item item;
      try {
        item = new Item(draft.apply(partition), answer, deadline);
      } catch (RuntimeException e) {
        room.release();
        throw e;
      }
      wait(partition, item, false);
    }
    send();
    return answer;
  }

  /** Messages that the ledger has not answered. */
  public int outstanding() {
    return settings.maxOutstanding() - room.availablePermits();
  }

  /** Takes no more, and waits at most 5 s for the ledger's answers. */
  @Override
  public void close() {
    synchronized (lock) {
      if (closed) {
        return;
      }
      closed = true;
    }
    try {
      boolean answered =
          room.tryAcquire(
              settings.maxOutstanding(), LAST_ANSWERS.toMillis(), TimeUnit.MILLISECONDS);
      if (!answered) {
        LOG.warn("closed while {} messages wait for the ledger's answer", outstanding());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    answers.shutdown();
    failAll();
  }

  private boolean enter() {
    if (closed) {
      return false;
    }
    if (room.tryAcquire()) {
      return true;
    }
    if (settings.whenFull() == OutboxSettings.WhenFull.FAIL) {
      return false;
    }
    try {
      room.acquire();
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private RuntimeException noRoom() {
    if (closed) {
      return new IllegalStateException("this publisher was closed");
    } else if (Thread.currentThread().isInterrupted()) {
      return new IllegalStateException("interrupted while it waited for room");
    }
    return new OutboxFullException(
        settings.maxOutstanding()
            + " messages wait for the ledger's answer: publish slower, or let publishers wait");
  }

  private void wait(Partition partition, Item item, boolean again) {
    Deque<Item> queue = waiting.get(partition.index());
    if (queue.isEmpty()) {
      turns.add(partition);
    }
    if (again) {
      queue.addFirst(item);
    } else {
      queue.add(item);
    }
    if (partition.index() == spread && queue.size() >= LeaderLedger.MAX_BATCH) {
      spread = (spread + 1) % Partition.COUNT;
    }
  }

  /** Sends what may go now. One thread at a time; answers that come at once find it at work. */
  private void send() {
    while (true) {
      Partition partition;
      List<Item> batch;
      synchronized (lock) {
        if (sending || calls >= settings.maxCalls() || turns.isEmpty()) {
          return;
        }
        partition = turns.remove();
        batch = take(partition);
        calls++;
        sending = true;
      }
      call(partition, batch);
      synchronized (lock) {
        sending = false;
      }
    }
  }

  private List<Item> take(Partition partition) {
    Deque<Item> queue = waiting.get(partition.index());
    List<Item> batch = new ArrayList<>();
    long bytes = 0;
    while (!queue.isEmpty() && batch.size() < LeaderLedger.MAX_BATCH) {
      bytes += queue.element().submission.body().length;
      if (bytes > BATCH_BYTES && !batch.isEmpty()) {
        break;
      }
      batch.add(queue.remove());
    }
    if (!queue.isEmpty()) {
      turns.add(partition);
    }
    if (partition.index() == spread) {
      spread = (spread + 1) % Partition.COUNT;
    }
    return batch;
  }

  private void call(Partition partition, List<Item> batch) {
    CompletableFuture<List<SubmitResult>> called;
    try {
      called = ledger.submit(partition, batch.stream().map(Item::submission).toList());
    } catch (RuntimeException e) {
      called = CompletableFuture.failedFuture(e);
    }
    called.whenComplete((results, failure) -> answered(partition, batch, results, failure));
  }

  private void answered(
      Partition partition,
      List<Item> batch,
      @Nullable List<SubmitResult> results,
      @Nullable Throwable failure) {
    synchronized (lock) {
      calls--;
    }
    if (results != null) {
      settle(batch, i -> batch.get(i).answer.complete(kept(batch.get(i), results.get(i))));
    } else {
      failed(partition, batch, requireNonNull(failure));
    }
    send();
  }

  private static Kept kept(Item item, SubmitResult result) {
    return new Kept(item.submission.spec().id(), result);
  }

  private void failed(Partition partition, List<Item> batch, Throwable failure) {
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    boolean away =
        failure instanceof LedgerUnavailableException
            || cause instanceof LedgerUnavailableException;
    List<Item> given = new ArrayList<>();
    List<Item> again = new ArrayList<>();
    long now = nanoTime.getAsLong();
    for (Item item : batch) {
      (away && !closed && item.deadline - now > 0 ? again : given).add(item);
    }
    settle(given, i -> given.get(i).answer.completeExceptionally(failure));
    if (!again.isEmpty()) {
      answers.schedule(
          () -> repeat(partition, again), AGAIN_AFTER.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void repeat(Partition partition, List<Item> items) {
    synchronized (lock) {
      for (int i = items.size() - 1; i >= 0; i--) {
        wait(partition, items.get(i), true);
      }
    }
    send();
  }

  private void settle(List<Item> items, IntConsumer each) {
    if (items.isEmpty()) {
      return;
    }
    room.release(items.size());
    Runnable all =
        () -> {
          for (int i = 0; i < items.size(); i++) {
            each.accept(i);
          }
        };
    try {
      answers.execute(all);
    } catch (RejectedExecutionException closedMeanwhile) {
      all.run();
    }
  }

  private void failAll() {
    List<Item> left = new ArrayList<>();
    synchronized (lock) {
      waiting.forEach(
          queue -> {
            left.addAll(queue);
            queue.clear();
          });
      turns.clear();
    }
    IllegalStateException why =
        new IllegalStateException("this publisher was closed before the ledger answered");
    left.forEach(item -> item.answer.completeExceptionally(why));
  }
}
