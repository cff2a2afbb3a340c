package io.jararaca.examples;

import io.jararaca.worker.Run;
import io.jararaca.worker.ScheduledAction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The least that a handler can be: see heartbeat.yaml. In the cluster the resource says when it
 * runs; the cron here is for a scheduler without one.
 */
public final class Heartbeat {

  private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);

  @ScheduledAction(name = "heartbeat", cron = "*/5 * * * * *")
  public void beat(Run run) {
    LOG.info("beat of {}", run.plannedAt());
  }
}
