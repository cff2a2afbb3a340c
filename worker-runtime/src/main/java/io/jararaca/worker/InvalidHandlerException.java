package io.jararaca.worker;

/** A method or lambda cannot be a handler. The message names it and says the mend. */
public final class InvalidHandlerException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public InvalidHandlerException(String message) {
    super(message);
  }

  public InvalidHandlerException(String message, Throwable cause) {
    super(message, cause);
  }
}
