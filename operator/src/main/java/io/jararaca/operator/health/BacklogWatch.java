package io.jararaca.operator.health;

import io.jararaca.core.beat.BeatListener;
import io.jararaca.core.ledger.Backlog;
import io.jararaca.core.ledger.LedgerReader;
import java.time.Duration;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts, while this process leads, what waits in the ledger: a short call for each partition, at a
 * low rate.
 */
public final class BacklogWatch implements BeatListener {

  /** How often to look. */
  public static final Duration EVERY = Duration.ofSeconds(15);

  private static final Logger LOG = LoggerFactory.getLogger(BacklogWatch.class);

  private final LedgerReader ledger;
  private final Consumer<Backlog> counted;
  private volatile boolean leads;

  /**
   * @param counted is given each count, on any thread
   */
  public BacklogWatch(LedgerReader ledger, Consumer<Backlog> counted) {
    this.ledger = ledger;
    this.counted = counted;
  }

  @Override
  public void leading(boolean leading) {
    leads = leading;
  }

  /** Asks, if this process leads, and returns at once. A ledger that is away shows elsewhere. */
  public void look() {
    if (!leads) {
      return;
    }
    ledger
        .backlog()
        .whenComplete(
            (backlog, failure) -> {
              if (failure != null) {
                LOG.debug("what waits could not be counted", failure);
              } else if (leads) {
                counted.accept(backlog);
              }
            });
  }
}
