package io.jararaca.cli.app;

import io.jararaca.worker.MessageHandler;
import io.jararaca.worker.ScheduledAction;

/** Found by the tests of this package in this module's own test classes. */
public final class SampleHandlers {

  @ScheduledAction(cron = "@daily")
  public void tidy() {}

  @MessageHandler("greet")
  public void greet() {}

  /** Has no handlers of its own. */
  public abstract static class Unfinished {
    @ScheduledAction(cron = "@daily")
    public abstract void later();
  }
}
