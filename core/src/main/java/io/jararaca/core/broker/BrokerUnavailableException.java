package io.jararaca.core.broker;

import org.jspecify.annotations.Nullable;

/**
 * The broker could not be reached, or was lost before it confirmed: whether the message arrived is
 * unknown.
 */
public final class BrokerUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public BrokerUnavailableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
