package io.jararaca.core.work;

import io.jararaca.core.presence.Presence;
import io.jararaca.core.presence.WorkerInstance;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says that this instance is alive, again and again. Doubles as the probe of a ledger that is down.
 */
final class Announcements {

  private static final Logger LOG = LoggerFactory.getLogger(Announcements.class);

  private final Presence presence;
  private final WorkerInstance self;
  private final LoopSettings settings;
  private final LedgerCalls calls;
  private Instant dueAt = Instant.MIN;
  private boolean inFlight;
  private boolean going;
  private int failures;

  Announcements(Presence presence, WorkerInstance self, LoopSettings settings, LedgerCalls calls) {
    this.presence = presence;
    this.self = self;
    this.settings = settings;
    this.calls = calls;
  }

  void send(Instant now) {
    if (going || inFlight || now.isBefore(dueAt)) {
      return;
    }
    inFlight = true;
    calls.ask(
        () -> presence.announce(self, settings.presence()),
        done -> {
          inFlight = false;
          failures = 0;
          dueAt = now.plus(settings.heartbeat());
        },
        () -> unanswered(now),
        refusal -> {
          unanswered(now);
          LOG.error("this worker cannot be announced", refusal);
        });
  }

  /** Says that this instance goes. Completes when that is done, or cannot be done. */
  CompletableFuture<Void> withdraw() {
    going = true;
    CompletableFuture<Void> done = new CompletableFuture<>();
    calls.ask(
        () -> presence.withdraw(self.instance()),
        answer -> done.complete(null),
        () -> done.complete(null),
        refusal -> {
          LOG.warn("this worker cannot be withdrawn, it will be taken for alive a while", refusal);
          done.complete(null);
        });
    return done;
  }

  private void unanswered(Instant now) {
    inFlight = false;
    failures++;
    dueAt = now.plus(calls.backoff(failures));
  }
}
