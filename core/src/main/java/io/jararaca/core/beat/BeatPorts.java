package io.jararaca.core.beat;

import io.jararaca.core.broker.RunPublisher;
import io.jararaca.core.leadership.Leadership;
import io.jararaca.core.ledger.LeaderLedger;
import io.jararaca.core.ledger.LedgerReader;
import io.jararaca.core.ledger.MessageLedger;
import io.jararaca.core.ledger.WakeUps;
import io.jararaca.core.presence.Presence;

/** Everything outside that a beat works with. */
public record BeatPorts(
    Leadership leadership,
    LeaderLedger ledger,
    MessageLedger messages,
    LedgerReader reader,
    WakeUps wakeUps,
    RunPublisher publisher,
    Presence presence,
    Takeover takeover,
    QueueLooks queueLooks,
    AwaitedEnds awaitedEnds,
    LastShown lastShown) {

  /** Of a beat whose actions and messages are shown nowhere. */
  public BeatPorts(
      Leadership leadership,
      LeaderLedger ledger,
      MessageLedger messages,
      LedgerReader reader,
      WakeUps wakeUps,
      RunPublisher publisher,
      Presence presence,
      Takeover takeover,
      QueueLooks queueLooks) {
    this(
        leadership,
        ledger,
        messages,
        reader,
        wakeUps,
        publisher,
        presence,
        takeover,
        queueLooks,
        AwaitedEnds.NONE,
        LastShown.NOTHING);
  }
}
