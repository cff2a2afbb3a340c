package io.jararaca.core.simulation;

import io.jararaca.core.ledger.Ledger;
import io.jararaca.core.run.Partition;
import java.time.InstantSource;
import java.util.function.Supplier;

/** What holds the ledger of a history, and may lose it. */
public interface LedgerServer {

  /** Every future is done when it is returned, and hints come on the caller's thread. */
  Ledger ledger();

  /**
   * Keeps what a partition holds now.
   *
   * @return makes the partition what it was: all writes since are lost, as after a failover
   */
  Runnable keep(Partition partition);

  /** Loses all that a partition holds, its incarnation and fencing token included. */
  void flush(Partition partition);

  /** Gives each history a server that holds nothing. */
  interface Maker {

    /**
     * @param clock the server's time
     * @param incarnations gives each partition the word that tells it from one that lost its state,
     *     where the server does not make it itself
     */
    LedgerServer make(InstantSource clock, Supplier<String> incarnations);
  }
}
