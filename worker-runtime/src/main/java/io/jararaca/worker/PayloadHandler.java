package io.jararaca.worker;

/** A handler as a lambda. */
@FunctionalInterface
public interface PayloadHandler<T> {

  /**
   * Returns when the run has succeeded.
   *
   * @throws RetryLater to be run again after a while
   * @throws Reject to end the run Failed at once
   * @throws Exception anything else is a failed attempt
   */
  void handle(T payload, Run run) throws Exception;
}
