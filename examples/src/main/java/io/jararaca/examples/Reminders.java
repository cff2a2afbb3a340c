package io.jararaca.examples;

import io.jararaca.worker.Message;
import io.jararaca.worker.MessageHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Something said once, later: see delayed-message.yaml. */
public final class Reminders {

  private static final Logger LOG = LoggerFactory.getLogger(Reminders.class);

  /** What to say to whom. */
  @Message("remind")
  public record Reminder(String to, String text) {}

  @MessageHandler("remind")
  public void remind(Reminder reminder) {
    LOG.info("{}: {}", reminder.to(), reminder.text());
  }
}
