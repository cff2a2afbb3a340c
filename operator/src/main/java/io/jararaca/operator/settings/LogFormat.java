package io.jararaca.operator.settings;

import ch.qos.logback.core.PropertyDefinerBase;

/**
 * Tells logback.xml which appender LOG_FORMAT means: {@code json}, or for all else {@code text}.
 */
public final class LogFormat extends PropertyDefinerBase {

  @Override
  public String getPropertyValue() {
    return "json".equals(System.getenv("LOG_FORMAT")) ? "json" : "text";
  }
}
