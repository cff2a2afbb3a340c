package io.jararaca.operator.lease;

/** The API server did not answer about the Lease. Whether a write took effect is unknown. */
final class LeaseUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  LeaseUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }

  /** Whether the caller was interrupted, and the server is not to blame. */
  boolean interrupted() {
    Throwable cause = getCause();
    while (cause != null && !(cause instanceof InterruptedException)) {
      cause = cause.getCause();
    }
    return cause != null;
  }
}
