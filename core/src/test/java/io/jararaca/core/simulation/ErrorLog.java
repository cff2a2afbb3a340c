package io.jararaca.core.simulation;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Keeps what histories log off the console, and takes note of errors that were caught and logged:
 * nothing in a history gives cause for one. Histories of other threads are kept apart.
 */
public final class ErrorLog extends AppenderBase<ILoggingEvent> implements AutoCloseable {

  private static final ThreadLocal<@Nullable String> CAUGHT = new ThreadLocal<>();

  private final Logger logger = (Logger) LoggerFactory.getLogger("io.jararaca");
  private final @Nullable Level before = logger.getLevel();

  public ErrorLog() {
    setContext(logger.getLoggerContext());
    start();
    logger.setLevel(Level.ERROR);
    logger.setAdditive(false);
    logger.addAppender(this);
  }

  /** The first error that this thread logged since it was last asked. */
  static @Nullable String take() {
    String caught = CAUGHT.get();
    if (caught != null) {
      CAUGHT.remove();
    }
    return caught;
  }

  @Override
  protected void append(ILoggingEvent event) {
    if (event.getThrowableProxy() != null && CAUGHT.get() == null) {
      CAUGHT.set(
          event.getFormattedMessage()
              + ": "
              + event.getThrowableProxy().getClassName()
              + ": "
              + event.getThrowableProxy().getMessage()
              + " at "
              + event.getThrowableProxy().getStackTraceElementProxyArray()[0]);
    }
  }

  @Override
  public void close() {
    logger.detachAppender(this);
    logger.setAdditive(true);
    logger.setLevel(before);
    stop();
  }
}
