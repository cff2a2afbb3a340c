package io.jararaca.operator.lease;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.jararaca.core.leadership.Leadership;
import io.jararaca.core.ledger.FencingToken;
import io.jararaca.operator.health.Part;
import io.jararaca.operator.settings.LeaseSettings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leadership by a Lease in the Kubernetes API server.
 *
 * <p>A leader that cannot reach the API server stays: it steps down when it sees another holder, or
 * when the ledger fences it.
 */
public final class LeaseLeadership implements Leadership {

  private static final Logger log = LoggerFactory.getLogger(LeaseLeadership.class);
  private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(1);

  private final KubernetesLeaseStore store;
  private final LeaseSettings settings;
  private final Supplier<CompletableFuture<Long>> highestToken;
  private final LongSupplier nanos;
  private final InstantSource clock;
  private final Part kubernetes;
  private final String identity;
  private final ScheduledThreadPoolExecutor thread;
  private final LeaseWatch watch;
  private @Nullable Candidate candidate;
  private @Nullable ScheduledFuture<?> next;

  /**
   * @param client used for the Lease alone: should not retry by itself, and give up a request
   *     within {@code renewEvery}
   * @param highestToken asks the ledger for the highest token that it has seen
   * @param nanos a monotonic clock, as {@link System#nanoTime()}
   * @param clock for the times written into the Lease; nothing is decided by it
   * @param kubernetes told whether the API server answers
   */
  public LeaseLeadership(
      KubernetesClient client,
      LeaseSettings settings,
      Supplier<CompletableFuture<Long>> highestToken,
      LongSupplier nanos,
      InstantSource clock,
      Part kubernetes) {
    this.store = new KubernetesLeaseStore(client, settings.namespace(), settings.name());
    this.settings = settings;
    this.highestToken = highestToken;
    this.nanos = nanos;
    this.clock = clock;
    this.kubernetes = kubernetes;
    this.identity = settings.podName() + "_" + UUID.randomUUID();
    this.watch = new LeaseWatch(store.resource(), this::leaseChanged);
    this.thread =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread created = new Thread(task, "lease");
              created.setDaemon(true);
              return created;
            });
    thread.setRemoveOnCancelPolicy(true);
  }

  /** Our name in the Lease, unique for each process. */
  public String identity() {
    return identity;
  }

  @Override
  public synchronized void stand(Listener listener) {
    if (candidate != null) {
      throw new IllegalStateException("stands already");
    }
    candidate =
        new Candidate(
            store,
            BeatLease.absent(settings.namespace(), settings.name()),
            identity,
            new LeaseTimings(settings.duration(), settings.renewEvery(), settings.renewEvery()),
            new LedgerProbe(highestToken, settings.renewEvery(), nanos),
            nanos,
            clock,
            kubernetes,
            listener);
    stepIn(Duration.ZERO);
  }

  @Override
  public synchronized void fenced(FencingToken token) {
    Candidate mine = candidate;
    if (mine != null) {
      submit(
          () -> {
            mine.fenced(token);
            stepIn(Duration.ZERO);
          });
    }
  }

  @Override
  public void close() {
    thread.shutdownNow(); // a request that waits for an answer is interrupted
    try {
      if (!thread.awaitTermination(CLOSE_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        log.warn("the election does not end: the Lease is left to its end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    watch.close();
    Candidate mine;
    synchronized (this) {
      mine = candidate;
      candidate = null;
    }
    if (mine != null) {
      mine.resign();
    }
  }

  private void leaseChanged(Lease lease) {
    Candidate mine;
    synchronized (this) {
      mine = candidate;
    }
    if (mine != null && mine.concerns(lease)) {
      stepIn(Duration.ZERO);
    }
  }

  private void step() {
    Candidate mine;
    synchronized (this) {
      mine = candidate;
      next = null;
    }
    if (mine == null) {
      return;
    }
    Duration wait = settings.renewEvery();
    try {
      watch.ensureOpen();
      wait = mine.step();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      log.error("a step of the election failed, going on", e);
    }
    stepIn(wait);
  }

  /** There is one next step: an earlier one takes the place of a later one. */
  private synchronized void stepIn(Duration wait) {
    if (next != null) {
      if (next.getDelay(TimeUnit.MILLISECONDS) <= wait.toMillis()) {
        return;
      }
      next.cancel(false);
    }
    try {
      next = thread.schedule(this::step, wait.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException closed) {
      next = null;
    }
  }

  private void submit(Runnable task) {
    try {
      thread.execute(task);
    } catch (RejectedExecutionException closed) {
      log.debug("leadership is closed");
    }
  }
}
