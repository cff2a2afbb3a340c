package io.jararaca.rabbitmq;

/** A message that is no run of this install; the message says why. */
final class UnreadableMessageException extends Exception {

  private static final long serialVersionUID = 1L;

  UnreadableMessageException(String reason) {
    super(ForeignText.shown(reason));
  }
}
