package io.jararaca.core.publish;

/** A namespace has as many messages that wait as it may have. */
public final class QuotaExceededException extends RuntimeException {

  private static final long serialVersionUID = 1;

  QuotaExceededException(String namespace, long limit, long pending) {
    super(
        "namespace "
            + namespace
            + ": at most "
            + limit
            + " messages may wait, and "
            + pending
            + " did when the ledger was last asked: publish less, or raise the quota");
  }
}
