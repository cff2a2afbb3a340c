package io.jararaca.core.publish;

/** A message was not taken, since too many wait for the ledger's answer. */
public final class OutboxFullException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public OutboxFullException(String message) {
    super(message);
  }
}
