package io.jararaca.worker;

/**
 * Thrown by a handler that refuses a run for good: it ends Failed at once, whatever its retries.
 */
public final class Reject extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * @param reason for people
   */
  public Reject(String reason) {
    super(reason);
  }
}
