package io.jararaca.core.broker;

/**
 * The broker refuses runs for this queue: returned, nacked, or the queue cannot be declared. Others
 * may go well.
 */
public final class PublishRefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public PublishRefusedException(String message) {
    super(message);
  }

  public PublishRefusedException(String message, Throwable cause) {
    super(message, cause);
  }
}
