package io.jararaca.worker.process;

import io.jararaca.core.work.Attempt;
import io.jararaca.core.work.WorkObserver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the JVM when a handler is deaf, so that Kubernetes starts the pod anew: the thread cannot be
 * had back in any other way.
 */
public final class DeafExit implements WorkObserver {

  /** {@code EX_TEMPFAIL} of sysexits.h. */
  private static final int STATUS = 75;

  private static final Logger LOG = LoggerFactory.getLogger(DeafExit.class);

  @Override
  public void deaf(Attempt attempt) {
    LOG.error("a handler is deaf: ending the process, as EXIT_ON_DEAF_HANDLER asks for");
    // Not on the loop's thread, which the shutdown hooks need for the drain.
    new DaemonThreads("jararaca-exit").newThread(() -> System.exit(STATUS)).start();
  }
}
