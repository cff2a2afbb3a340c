package io.jararaca.core.ledger;

/**
 * The ledger answered with an error of its own: what it keeps cannot be read, or its functions are
 * wrong. It is no refusal, and no trouble of the way there; asking again helps only once somebody
 * has looked into it. Nothing was written.
 */
public final class LedgerFaultException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * @param message what was asked, and what the ledger said
   */
  public LedgerFaultException(String message, Throwable cause) {
    super(message, cause);
  }
}
