package io.jararaca.worker.publish;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.jararaca.core.ledger.Ledger;
import io.jararaca.core.ledger.MessageLedger;
import io.jararaca.core.publish.Outbox;
import io.jararaca.core.publish.OutboxSettings;
import io.jararaca.core.publish.PendingQuota;

/**
 * What the publishers of a process have in common.
 *
 * @param namespace of the handlers that are published to
 * @param disconnect closes the ledger's connections, if they are this publisher's own
 */
public record PublisherParts(
    String namespace, MessageWriter writer, Ledger ledger, Outbox outbox, Runnable disconnect) {

  /**
   * @param quota messages of the namespace that may wait; 0: no bound
   */
  public static PublisherParts of(
      String namespace,
      ObjectMapper json,
      long quota,
      OutboxSettings settings,
      Ledger ledger,
      Runnable disconnect) {
    MessageLedger bounded =
        quota == 0 ? ledger : new PendingQuota(ledger, ledger, namespace, quota, System::nanoTime);
    return new PublisherParts(
        namespace,
        new MessageWriter(json),
        ledger,
        new Outbox(bounded, settings, System::nanoTime),
        disconnect);
  }

  public void close() {
    outbox.close();
    disconnect.run();
  }
}
