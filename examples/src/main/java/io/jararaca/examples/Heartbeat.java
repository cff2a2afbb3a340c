package io.jararaca.examples;

import io.jararaca.worker.MessageHandler;
import io.jararaca.worker.Run;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The least that a handler can be: see heartbeat.yaml. */
public final class Heartbeat {

  private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);

  @MessageHandler("heartbeat")
  public void beat(Run run) {
    LOG.info("beat of {}", run.plannedAt());
  }
}
