package io.jararaca.core.beat;

import io.jararaca.core.leadership.Leadership;
import io.jararaca.core.ledger.FencingToken;
import io.jararaca.core.ledger.WakeUp;
import io.jararaca.core.ledger.WakeUps;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The heart: while it leads, it claims in the ledger what is due and publishes it. It runs on one
 * thread, given by {@link #run}; a simulation may call {@link #turn} itself instead.
 */
public final class Beat implements Leadership.Listener, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Beat.class);

  private static final long LONGEST_DRAIN_NANOS = Duration.ofSeconds(1).toNanos();

  private final BeatPorts ports;
  private final Catalog catalog;
  private final BeatSettings settings;
  private final LongSupplier nanoTime;
  private final BeatListener listener;
  private final Mailbox mailbox = new Mailbox();
  private final WakeUps.Subscription hints;
  private @Nullable Term term;
  private boolean stopping;
  private long stopBy;
  private boolean stopped;

  /**
   * @param nanoTime {@code System::nanoTime}, or a simulation's
   */
  public Beat(
      BeatPorts ports,
      Catalog catalog,
      BeatSettings settings,
      LongSupplier nanoTime,
      BeatListener listener) {
    this.ports = ports;
    this.catalog = catalog;
    this.settings = settings;
    this.nanoTime = nanoTime;
    this.listener = listener;
    this.hints = ports.wakeUps().subscribe(this::hint);
    catalog.listen(change -> mailbox.execute(() -> changed(change)));
  }

  /**
   * Stands for election, and beats on the calling thread until {@link #close}, or until it is
   * interrupted.
   */
  public void run() {
    ports.leadership().stand(this);
    try {
      while (!stopped) {
        mailbox.await(turn());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      hints.close();
      ports.leadership().close();
      mailbox.deal();
    }
  }

  /**
   * Does everything that is to be done now. Only for the one thread that drives the beat.
   *
   * @return nanoseconds until there is something to do, unless an event comes first
   */
  public long turn() {
    mailbox.deal();
    Term leading = term;
    long pause = leading == null ? settings.interval().toNanos() : leading.turn();
    if (!stopping) {
      return pause;
    }
    long left = stopBy - nanoTime.getAsLong();
    if (leading == null || leading.unconfirmed() == 0 || left <= 0) {
      end();
      stopped = true;
      return 0;
    }
    return Math.min(pause, left);
  }

  /** Whether an event waits for the next {@link #turn}. */
  public boolean hasEvents() {
    return !mailbox.isEmpty();
  }

  @Override
  public void elected(FencingToken token) {
    mailbox.execute(() -> begin(token));
  }

  @Override
  public void revoked() {
    mailbox.execute(this::end);
  }

  /**
   * Stops claiming, lets what is in flight be confirmed for at most a second, gives leadership up.
   * Returns at once.
   */
  @Override
  public void close() {
    mailbox.execute(
        () -> {
          if (!stopping) {
            stopping = true;
            stopBy = nanoTime.getAsLong() + LONGEST_DRAIN_NANOS;
            if (term != null) {
              term.stopClaiming();
            }
          }
        });
  }

  private void begin(FencingToken token) {
    if (stopping) {
      return;
    }
    LOG.info("This beat leads, with fencing token {}", token.value());
    LedgerClock clock = new LedgerClock(nanoTime);
    Commits commits = new Commits(ports.ledger());
    term =
        new Term(
            new TermContext(
                token,
                ports,
                catalog,
                settings,
                nanoTime,
                mailbox,
                clock,
                new Dispatcher(
                    ports.publisher(), mailbox, clock, listener, commits, settings.maxInFlight()),
                new DueQueue(),
                new LiveInstances(ports.presence(), mailbox),
                new SuspectQueues(
                    ports.queueLooks(), mailbox, clock, settings.timings().startPatience()),
                new StateLosses(listener),
                listener),
            commits);
  }

  private void end() {
    if (term != null) {
      LOG.info("This beat does not lead any more");
      term.flush();
      term = null;
      listener.leading(false);
    }
  }

  private void changed(Catalog.Change change) {
    if (term != null) {
      term.changed(change);
    }
  }

  private void hint(WakeUp wakeUp) {
    if (!(wakeUp instanceof WakeUp.Dirty)) {
      mailbox.execute(
          () -> {
            if (term != null) {
              term.hint(wakeUp);
            }
          });
    }
  }
}
