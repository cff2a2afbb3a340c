package io.jararaca.core.ledger;

/** The whole ledger, as adapters implement it. Users ask for the part they need. */
public interface Ledger
    extends LeaderLedger, WorkerLedger, MessageLedger, ActionLedger, LedgerReader, WakeUps {}
