package io.jararaca.core.ledger;

/**
 * The caller no longer leads this partition (or never raised it). It must give up leadership;
 * nothing was written.
 */
public final class FencedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public FencedException(String message) {
    super(message);
  }
}
