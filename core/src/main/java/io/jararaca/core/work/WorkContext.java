package io.jararaca.core.work;

import io.jararaca.core.ledger.WorkerLedger;
import java.time.Instant;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;

/**
 * What a delivered run needs of the loop that it is in.
 *
 * @param overAction told that a run is done with here, and whether it had a slot
 */
record WorkContext(
    WorkerPorts ports,
    LoopSettings settings,
    String instance,
    Executor serial,
    LedgerCalls calls,
    BiConsumer<DeliveredRun, Boolean> overAction) {

  Instant now() {
    return ports.clock().instant();
  }

  WorkerLedger ledger() {
    return ports.ledger();
  }

  Executor handlerThreads() {
    return ports.handlerThreads();
  }

  Executor settling() {
    return ports.settling();
  }

  WorkObserver observer() {
    return ports.observer();
  }

  void over(DeliveredRun run, boolean slotTaken) {
    overAction.accept(run, slotTaken);
  }
}
