package io.jararaca.core.simulation;

/**
 * What a history is played with.
 *
 * @param breakage what is planted in the product
 */
public record Setting(LedgerServer.Maker servers, Breakage breakage) {

  /** The ledger in memory, and nothing broken. */
  static final Setting NORMAL = on(MemoryServer::new);

  public static Setting on(LedgerServer.Maker servers) {
    return new Setting(servers, Breakage.NONE);
  }

  static Setting with(Breakage breakage) {
    return new Setting(MemoryServer::new, breakage);
  }
}
