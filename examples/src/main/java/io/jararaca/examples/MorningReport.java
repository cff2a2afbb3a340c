package io.jararaca.examples;

import io.jararaca.worker.Run;
import io.jararaca.worker.ScheduledAction;
import java.time.ZoneId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A schedule in a zone, with a payload: see time-zone.yaml. */
public final class MorningReport {

  private static final Logger LOG = LoggerFactory.getLogger(MorningReport.class);

  /** What the manifest's payload says. */
  public record Office(String city, String zone) {}

  @ScheduledAction(
      name = "morning-report",
      cron = "0 9 * * MON-FRI",
      timeZone = "Asia/Tokyo",
      payload = "{\"city\": \"Tokyo\", \"zone\": \"Asia/Tokyo\"}")
  public void report(Office office, Run run) {
    LOG.info(
        "good morning {}, it is {}",
        office.city(),
        run.plannedAt().atZone(ZoneId.of(office.zone())).toLocalTime());
  }
}
