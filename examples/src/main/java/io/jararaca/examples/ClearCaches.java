package io.jararaca.examples;

import io.jararaca.worker.MessageHandler;
import io.jararaca.worker.Run;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Work that every worker instance does, once each: see broadcast.yaml. */
public final class ClearCaches {

  private static final Logger LOG = LoggerFactory.getLogger(ClearCaches.class);

  @MessageHandler("clear-caches")
  public void clear(Run run) {
    LOG.info("caches of {} cleared", run.instance());
  }
}
