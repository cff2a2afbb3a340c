package io.jararaca.worker;

/**
 * An object cannot be published: it names no handler, cannot be written as JSON or is too large.
 * The message says which and the mend. Nothing was published.
 */
public final class InvalidMessageException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  public InvalidMessageException(String message) {
    super(message);
  }

  public InvalidMessageException(String message, Throwable cause) {
    super(message, cause);
  }
}
