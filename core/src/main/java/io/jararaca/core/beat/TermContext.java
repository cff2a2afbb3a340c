package io.jararaca.core.beat;

import io.jararaca.core.ledger.FencingToken;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/**
 * What the parts of one term share.
 *
 * @param beat runs on the beat's thread
 */
record TermContext(
    FencingToken token,
    BeatPorts ports,
    Catalog catalog,
    BeatSettings settings,
    LongSupplier nanoTime,
    Executor beat,
    LedgerClock clock,
    Dispatcher dispatcher,
    DueQueue due,
    LiveInstances instances,
    SuspectQueues suspects,
    StateLosses losses,
    BeatListener listener) {}
