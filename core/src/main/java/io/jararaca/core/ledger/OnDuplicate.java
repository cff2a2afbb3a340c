package io.jararaca.core.ledger;

/** What a message does to one that holds its idempotency key and has not started. */
public enum OnDuplicate {
  /** The first stays as it is. */
  IGNORE,
  /** The first takes the newcomer's time and payload. */
  REPLACE,
  /** Of both, the time and payload of the earlier due one. */
  KEEP_EARLIEST,
  /** Of both, the time and payload of the later due one. */
  KEEP_LATEST
}
