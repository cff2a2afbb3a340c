package io.jararaca.core.simulation;

/** Something happened that must not happen. */
final class BrokenPromise extends AssertionError {

  private static final long serialVersionUID = 1L;

  BrokenPromise(String message) {
    super(message);
  }
}
