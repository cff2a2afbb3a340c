package io.jararaca.core.run;

import org.slf4j.MDC;

/**
 * What lines of the log are about, in the logging context (MDC) of this thread until it is closed:
 * {@code run}, {@code handler} and {@code resource}, the last as {@link OwnerKey#toString()} has
 * it.
 */
public final class LogFields implements AutoCloseable {

  private static final String RUN = "run";
  private static final String HANDLER = "handler";
  private static final String RESOURCE = "resource";

  private LogFields() {}

  public static LogFields of(RunSpec run) {
    MDC.put(RUN, run.id().toString());
    MDC.put(HANDLER, run.handler().name());
    return of(run.owner().key());
  }

  public static LogFields of(OwnerKey resource) {
    MDC.put(RESOURCE, resource.toString());
    return new LogFields();
  }

  /** Does something, with its lines about that run. */
  public static void about(RunSpec run, Runnable task) {
    try (LogFields fields = of(run)) {
      task.run();
    }
  }

  /** Does something, with its lines about that resource. */
  public static void about(OwnerKey resource, Runnable task) {
    try (LogFields fields = of(resource)) {
      task.run();
    }
  }

  @Override
  public void close() {
    MDC.remove(RUN);
    MDC.remove(HANDLER);
    MDC.remove(RESOURCE);
  }
}
