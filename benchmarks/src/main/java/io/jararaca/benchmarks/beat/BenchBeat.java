package io.jararaca.benchmarks.beat;

import io.jararaca.core.action.ActionDefinition;
import io.jararaca.core.beat.Beat;
import io.jararaca.core.beat.BeatListener;
import io.jararaca.core.beat.BeatPorts;
import io.jararaca.core.beat.BeatSettings;
import io.jararaca.core.beat.Catalog;
import io.jararaca.core.beat.Takeover;
import io.jararaca.core.leadership.SoleLeadership;
import io.jararaca.core.ledger.Claim;
import io.jararaca.core.ledger.ClaimResult;
import io.jararaca.core.ledger.Publication;
import io.jararaca.core.run.HandlerRef;
import io.jararaca.core.run.Partition;
import io.jararaca.core.run.RunSpec;
import io.jararaca.rabbitmq.BrokerUrl;
import io.jararaca.rabbitmq.RabbitPublisher;
import io.jararaca.rabbitmq.RabbitQueueLooks;
import io.jararaca.redis.RedisBackend;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * A leading beat, as the operator runs it, but without Kubernetes. It answers each line of its
 * standard input by one with the same number, and ends with the input.
 *
 * <pre>
 * NUMBER burst SIZE HANDLERS   schedules that are due at one instant, while no worker consumes
 * NUMBER serve SIZE HANDLERS   the same while workers consume; they stay armed
 * NUMBER forget                deletes them, and what of them has not started
 * NUMBER delays                of the messages that it published since the last such line
 * </pre>
 */
public final class BenchBeat implements AutoCloseable {
  static final String FAILED = "failed: ";

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** So long before the due instant processor time begins to count. */
  private static final long QUIET_MILLIS = 100;

  private final InstantSource clock = InstantSource.system();
  private final Catalog catalog = new Catalog();
  private final BrokerQueues queues;
  private final RedisBackend redis;
  private final RabbitPublisher publisher;
  private final RabbitQueueLooks queueLooks;
  private final Beat beat;
  private final Thread thread;
  private final List<Long> handedOut = new ArrayList<>();

  /** Guarded by handedOut. */
  private final List<Long> confirmed = new ArrayList<>();

  private final Map<Partition, Integer> armed = new HashMap<>();
  private volatile boolean leading;
  private volatile @Nullable Burst burst;

  private BenchBeat(String backendUrl, String brokerUrl, String install) {
    queues = new BrokerQueues(brokerUrl, install);
    redis = RedisBackend.connect(backendUrl, install);
    publisher = new RabbitPublisher(BrokerUrl.parse(brokerUrl), install);
    queueLooks = new RabbitQueueLooks(BrokerUrl.parse(brokerUrl), install);
    beat =
        new Beat(
            new BeatPorts(
                new SoleLeadership(),
                new WatchedLedger(redis.ledger(), this::committed, this::handedOut),
                redis.ledger(),
                redis.ledger(),
                redis.ledger(),
                publisher,
                redis.presence(),
                Takeover.NOTHING_TO_CHECK,
                queueLooks),
            catalog,
            BeatSettings.DEFAULT,
            System::nanoTime,
            new Ears());
    thread = new Thread(beat::run, "jararaca-beat");
  }

  /** Arguments: URLs of Redis and RabbitMQ, name of the install. */
  public static void main(String[] args) throws IOException {
    try (BenchBeat beat = new BenchBeat(args[0], args[1], args[2])) {
      beat.lead();
      BufferedReader lines =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] words = line.split(" ", -1);
        System.out.println(words[0] + " " + beat.answer(words));
      }
    }
  }

  private void lead() {
    thread.setDaemon(true);
    thread.start();
    Awaitility.await("leading").atMost(PATIENCE).until(() -> leading && publisher.available());
    System.out.println("leading");
  }

  private String answer(String[] words) {
    try {
      return switch (words[1]) {
        case "burst" -> burst(Integer.parseInt(words[2]), Integer.parseInt(words[3])).line();
        case "serve" -> serve(Integer.parseInt(words[2]), Integer.parseInt(words[3])).line();
        case "forget" -> forget();
        case "delays" -> delays().line();
        default -> FAILED + "unknown word " + words[1];
      };
    } catch (RuntimeException | ExecutionException | TimeoutException e) {
      return FAILED + e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return FAILED + e;
    }
  }

  private BurstResult burst(int size, int handlers)
      throws InterruptedException, ExecutionException, TimeoutException {
    try {
      BurstResult result = serve(size, handlers);
      Burst due = served();
      due.requireDispatched(redis.ledger());
      queues.requireExactly(size, due.handlers());
      return result;
    } finally {
      List<HandlerRef> filled = served().handlers();
      forget();
      queues.purge(filled);
    }
  }

  private BurstResult serve(int size, int handlers)
      throws InterruptedException, ExecutionException, TimeoutException {
    Burst due = new Burst(size, handlers, Duration.ofMillis(4_000 + size), clock);
    arm(due);
    CpuTimes before = CpuTimes.now();
    long claimedMs = millis(due.claimed());
    long confirmedMs = millis(due.confirmed());
    long committedMs = millis(due.committed());
    CpuTimes spent = CpuTimes.now().since(before);
    return new BurstResult(
        size,
        claimedMs,
        confirmedMs,
        committedMs,
        spent.beatMs(),
        spent.redisMs(),
        spent.rabbitMs());
  }

  private Burst served() {
    return Objects.requireNonNull(burst, "no schedules were made yet");
  }

  private String forget() {
    Burst gone = served();
    burst = null;
    gone.actions().stream().map(ActionDefinition::owner).forEach(catalog::delete);
    Awaitility.await("all forgotten").atMost(PATIENCE).until(() -> forgotten(gone));
    return "forgot " + gone.actions().size();
  }

  private void arm(Burst due) {
    synchronized (armed) {
      armed.clear();
    }
    burst = due;
    due.actions().forEach(catalog::put);
    Awaitility.await("all armed").atMost(PATIENCE).until(() -> armed() == due.actions().size());
    if (!clock.instant().isBefore(due.dueAt())) {
      throw new IllegalStateException("the schedules were armed too late");
    }
    long quiet = clock.instant().until(due.dueAt(), ChronoUnit.MILLIS) - QUIET_MILLIS;
    if (quiet > 0) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(quiet));
    }
  }

  private int armed() {
    synchronized (armed) {
      return armed.values().stream().mapToInt(Integer::intValue).sum();
    }
  }

  private static long millis(Burst.Milestone milestone)
      throws InterruptedException, ExecutionException, TimeoutException {
    return milestone.reached().get(PATIENCE.toSeconds(), TimeUnit.SECONDS).toMillis();
  }

  private boolean forgotten(Burst gone) {
    return gone.actions().stream()
        .map(action -> redis.ledger().owner(action.key()))
        .toList()
        .stream()
        .noneMatch(owner -> owner.join().isPresent());
  }

  private Delays delays() {
    synchronized (handedOut) {
      Delays delays = new Delays(List.copyOf(handedOut), List.copyOf(confirmed));
      handedOut.clear();
      confirmed.clear();
      return delays;
    }
  }

  private void handedOut(List<Publication> publications) {
    synchronized (handedOut) {
      publications.forEach(each -> handedOut.add(lateMicros(each.spec())));
    }
  }

  private long lateMicros(RunSpec run) {
    return run.plannedAt().until(clock.instant(), ChronoUnit.MICROS);
  }

  private void committed(int runs) {
    Burst now = burst;
    if (now != null) {
      now.committed().add(runs);
    }
  }

  @Override
  public void close() {
    beat.close();
    try {
      thread.join(PATIENCE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    publisher.close();
    queueLooks.close();
    redis.close();
    queues.close();
  }

  /** Hears what the beat does, on its thread. */
  private final class Ears implements BeatListener {
    @Override
    public void leading(boolean now) {
      leading = now;
    }

    @Override
    public void armed(Partition partition, int actions) {
      synchronized (armed) {
        armed.put(partition, actions);
      }
    }

    @Override
    public void claimed(Claim claim, ClaimResult result) {
      Burst now = burst;
      if (now != null && result instanceof ClaimResult.Claimed) {
        now.claimed().add(1);
      }
    }

    @Override
    public void dispatched(RunSpec run, Duration lateness) {
      Burst now = burst;
      if (now != null) {
        now.confirmed().add(1);
      }
      synchronized (handedOut) {
        confirmed.add(lateMicros(run));
      }
    }
  }
}
