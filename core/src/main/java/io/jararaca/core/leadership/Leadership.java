package io.jararaca.core.leadership;

import io.jararaca.core.ledger.FencingToken;

/**
 * The election of the one process that is the beat. Two may believe for a moment that they lead;
 * the fencing token decides between them in the ledger.
 */
public interface Leadership extends AutoCloseable {

  /**
   * Stands for election from now on.
   *
   * @param listener called on the election's thread, elected and revoked in turn; must not block
   */
  void stand(Listener listener);

  /**
   * The ledger refused our token: gives leadership up, if this is still the token held, and stands
   * anew.
   */
  void fenced(FencingToken token);

  /**
   * Gives leadership up, for others to take at once, and stands no more. The listener hears revoked
   * before this returns.
   */
  @Override
  void close();

  /** Hears of our fate. */
  interface Listener {

    void elected(FencingToken token);

    void revoked();
  }
}
