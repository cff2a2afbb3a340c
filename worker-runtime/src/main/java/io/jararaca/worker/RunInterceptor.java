package io.jararaca.worker;

/** Code around the call of a handler, on the handler's thread. */
@FunctionalInterface
public interface RunInterceptor {

  /**
   * Calls the handler, or throws instead. A handler's {@link RetryLater} and {@link Reject} pass by
   * unseen: they are words to the worker, no failures.
   *
   * @throws Exception what the call threw, or something else; it decides about the run
   */
  void around(Run run, Call call) throws Exception;

  /** The handler, or the next interceptor. */
  @FunctionalInterface
  interface Call {
    void proceed() throws Exception;
  }
}
