package io.jararaca.core.work;

import io.jararaca.core.broker.Delivery;
import io.jararaca.core.ledger.LeaseRef;
import io.jararaca.core.ledger.Outcome;
import io.jararaca.core.ledger.StartRequest;
import io.jararaca.core.ledger.StartResult;
import io.jararaca.core.run.HandlerRef;
import io.jararaca.core.run.LogFields;
import io.jararaca.core.run.Partition;
import io.jararaca.core.run.RunSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A delivery's way through this worker: it waits for a slot, asks for its start, runs, and the
 * ledger is told of its end. All of it happens on the loop's thread, but for the handler itself.
 *
 * <pre>
 * WAITING ─slot─▶ STARTING ─▶ RUNNING ─▶ TELLING ─▶ TOLD
 *                  │    ▲                 │    ▲
 *                  ▼    │                 ▼    │
 *                   HELD                  UNTOLD          HELD, UNTOLD: the ledger is down
 * </pre>
 */
final class DeliveredRun {

  /** How far the ledger and this run's handler have come. */
  enum Stage {
    WAITING,
    STARTING,
    HELD,
    RUNNING,
    TELLING,
    UNTOLD,
    /** The ledger needs to hear no more of it from us. */
    TOLD
  }

  private static final Logger LOG = LoggerFactory.getLogger(DeliveredRun.class);

  private final Delivery delivery;
  private final HandlerBinding binding;
  private final String nonce;
  private final WorkContext context;

  private Stage stage = Stage.WAITING;
  private boolean slotTaken;
  private boolean goingHome;
  private int tries;
  private Instant retryAt = Instant.MAX;
  private Instant leaseCountedFrom = Instant.MAX;
  private Instant heartbeatDueAt = Instant.MAX;
  private Instant timeoutAt = Instant.MAX;
  private Instant deafAt = Instant.MAX;
  private @Nullable Attempt attempt;
  private @Nullable HandlerCall call;
  private @Nullable Stop stop;
  private @Nullable RunEnd end;

  DeliveredRun(Delivery delivery, HandlerBinding binding, String nonce, WorkContext context) {
    this.delivery = delivery;
    this.binding = binding;
    this.nonce = nonce;
    this.context = context;
  }

  HandlerRef handler() {
    return binding.ref();
  }

  Stage stage() {
    return stage;
  }

  private RunSpec spec() {
    return delivery.publication().spec();
  }

  private Partition partition() {
    return spec().partition();
  }

  // --- the start

  /** Its slot is there: asks the ledger for leave. */
  void begin() {
    slotTaken = true;
    stage = Stage.STARTING;
    tries++;
    Instant sentAt = context.now();
    StartRequest request =
        StartRequest.of(
            delivery.publication(), nonce, context.instance(), context.settings().lease());
    context
        .calls()
        .ask(
            () -> context.ledger().start(request),
            result -> startAnswered(result, sentAt),
            this::hold,
            this::startRefused);
  }

  private void startAnswered(StartResult result, Instant sentAt) {
    if (result instanceof StartResult.Started started) {
      attempt = attemptOf(started);
      if (goingHome) {
        tell(new RunEnd.HandedBack());
      } else if (tries > 1 || tooLate(sentAt)) {
        confirmLease(started.lease());
      } else {
        run(sentAt);
      }
    } else if (result instanceof StartResult.Drop drop) {
      context.observer().dropped(delivery.publication(), drop.reason());
      leave(Delivery::acknowledge);
    }
  }

  /**
   * The ledger may have counted the lease from an earlier, unanswered request, or this process may
   * have stood still since it asked: only a heartbeat tells that the lease still holds.
   */
  private void confirmLease(LeaseRef lease) {
    Instant sentAt = context.now();
    context
        .calls()
        .ask(
            () ->
                context.ledger().heartbeat(partition(), List.of(lease), context.settings().lease()),
            kept -> {
              if (!kept.get(0)) {
                leave(Delivery::acknowledge);
              } else if (goingHome) {
                tell(new RunEnd.HandedBack());
              } else if (tooLate(sentAt)) {
                confirmLease(lease);
              } else {
                run(sentAt);
              }
            },
            this::hold,
            this::startRefused);
  }

  private void hold() {
    if (goingHome) {
      leave(Delivery::requeue);
      return;
    }
    stage = Stage.HELD;
    retryAt = context.now().plus(context.calls().backoff(tries));
  }

  private void startRefused(Throwable refusal) {
    log(() -> LOG.error("run {} cannot be started, dead-lettering it", spec().id(), refusal));
    leave(mail -> mail.deadLetter("the ledger refused the start: " + refusal.getMessage()));
  }

  private Attempt attemptOf(StartResult.Started started) {
    Duration timeout = spec().timeout();
    return new Attempt(
        delivery.publication(),
        started.lease(),
        started.attempt(),
        started.startedAt(),
        timeout == null ? null : started.startedAt().plus(timeout));
  }

  // --- the run

  private void run(Instant sentAt) {
    Attempt running = startedAttempt();
    stage = Stage.RUNNING;
    tries = 0;
    leaseProlonged(sentAt);
    if (spec().timeout() != null) {
      timeoutAt = sentAt.plus(spec().timeout());
    }
    HandlerCall begun =
        new HandlerCall(
            binding.code(),
            running,
            outcome -> context.serial().execute(() -> handlerEnded(outcome)));
    call = begun;
    context.observer().started(running);
    try {
      context.handlerThreads().execute(begun);
    } catch (RejectedExecutionException noThread) {
      call = null;
      log(() -> LOG.warn("no thread for run {}, handing it back", spec().id(), noThread));
      tell(new RunEnd.HandedBack());
    }
  }

  /** Does what the time asks for. */
  void look(Instant now) {
    if ((stage == Stage.HELD || stage == Stage.UNTOLD) && !now.isBefore(retryAt)) {
      retry();
    } else if (stage == Stage.RUNNING) {
      if (stop == null && !now.isBefore(timeoutAt)) {
        stop(Stop.TIMEOUT);
      } else if (stop == null && !now.isBefore(leaseSafeUntil())) {
        stop(Stop.LEASE_ENDING);
      }
    }
    if (!now.isBefore(deafAt)) {
      handlerIsDeaf();
    }
  }

  /** The ledger is back: asks again at once. */
  void retry() {
    if (stage == Stage.HELD) {
      begin();
    } else if (stage == Stage.UNTOLD && end != null) {
      tell(end);
    }
  }

  private Instant leaseSafeUntil() {
    return safeUntil(leaseCountedFrom);
  }

  private Instant safeUntil(Instant countedFrom) {
    return countedFrom.plus(context.settings().lease()).minus(context.settings().leaseMargin());
  }

  /** Whether a lease that was asked for then can no longer be relied on. */
  private boolean tooLate(Instant sentAt) {
    return !context.now().isBefore(safeUntil(sentAt));
  }

  private void stop(Stop reason) {
    if (call == null || stop != null || !call.interrupt()) {
      return;
    }
    stop = reason;
    deafAt = context.now().plus(context.settings().killGrace());
    context.observer().stopped(startedAttempt(), reason);
  }

  private void handlerIsDeaf() {
    deafAt = Instant.MAX;
    Attempt deaf = startedAttempt();
    log(
        () ->
            LOG.error(
                "the handler of run {} of {} did not react to its interrupt within {}: its slot stays taken",
                spec().id(),
                handler(),
                context.settings().killGrace()));
    if (stop == Stop.TIMEOUT && stage == Stage.RUNNING) {
      tell(RunEnd.timedOut(spec()));
    }
    context.observer().deaf(deaf);
  }

  private void handlerEnded(Outcome outcome) {
    call = null;
    deafAt = Instant.MAX;
    if (stage == Stage.TOLD) {
      over();
    } else if (stage == Stage.RUNNING) {
      tell(RunEnd.of(spec(), outcome, stop));
    }
  }

  // --- its lease

  boolean needsHeartbeat(Instant at) {
    return stage == Stage.RUNNING && !at.isBefore(heartbeatDueAt);
  }

  LeaseRef lease() {
    return startedAttempt().lease();
  }

  void heartbeatSent() {
    heartbeatDueAt = Instant.MAX;
  }

  void heartbeatAnswered(boolean kept, Instant sentAt) {
    if (stage != Stage.RUNNING) {
      return;
    }
    if (kept) {
      leaseProlonged(sentAt);
      return;
    }
    log(() -> LOG.warn("run {} is this worker's no more, stopping its handler", spec().id()));
    stop(Stop.LEASE_LOST);
    told();
  }

  void heartbeatUnanswered() {
    heartbeatDueAt = context.now().plus(context.calls().backoff(1));
  }

  private void leaseProlonged(Instant sentAt) {
    leaseCountedFrom = sentAt;
    heartbeatDueAt = sentAt.plus(context.settings().heartbeat());
  }

  private void log(Runnable line) {
    LogFields.about(spec(), line);
  }

  // --- its end

  private void tell(RunEnd news) {
    end = news;
    stage = Stage.TELLING;
    tries++;
    Attempt ended = startedAttempt();
    news.tell(context, ended, this::told, this::untold, this::tellRefused);
  }

  private void untold() {
    stage = Stage.UNTOLD;
    retryAt = context.now().plus(context.calls().backoff(tries));
  }

  private void tellRefused(Throwable refusal) {
    log(
        () ->
            LOG.error(
                "the end of run {} cannot be told, its lease will run out", spec().id(), refusal));
    told();
  }

  private void told() {
    stage = Stage.TOLD;
    settle(Delivery::acknowledge);
    if (call == null) {
      over();
    }
  }

  private void leave(Consumer<Delivery> settlement) {
    stage = Stage.TOLD;
    settle(settlement);
    over();
  }

  private void settle(Consumer<Delivery> settlement) {
    context.settling().execute(() -> settlement.accept(delivery));
  }

  private void over() {
    context.over(this, slotTaken);
  }

  // --- when the worker goes

  /** Gives back what has not started. What runs goes on; what is being started is handed back. */
  void goHome() {
    goingHome = true;
    if (stage == Stage.WAITING || stage == Stage.HELD) {
      leave(Delivery::requeue);
    }
  }

  void handBack() {
    if (stage == Stage.RUNNING) {
      stop(Stop.HAND_BACK);
    }
  }

  private Attempt startedAttempt() {
    if (attempt == null) {
      throw new IllegalStateException("run " + spec().id() + " has not started");
    }
    return attempt;
  }
}
