package io.jararaca.redis;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/**
 * All that the adapters need of Redis. Futures fail with {@link
 * io.jararaca.core.ledger.LedgerUnavailableException}, {@link
 * io.jararaca.core.ledger.LedgerFaultException} or {@link io.jararaca.core.ledger.FencedException}.
 */
interface RedisCalls {

  /**
   * Calls a function of our library.
   *
   * @param function without the library's prefix
   * @param keys all keys that it may touch, of one partition
   */
  CompletableFuture<Reply> call(String function, byte[][] keys, FunctionArguments arguments);

  /** The server's time. */
  CompletableFuture<Instant> time();
}
