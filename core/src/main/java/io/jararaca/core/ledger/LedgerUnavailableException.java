package io.jararaca.core.ledger;

/**
 * The ledger could not be reached or did not answer in time. Whether the call took effect is
 * unknown; every call may be repeated.
 */
public final class LedgerUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public LedgerUnavailableException(String message) {
    super(message);
  }

  public LedgerUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
