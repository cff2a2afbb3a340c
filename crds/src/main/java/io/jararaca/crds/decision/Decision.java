package io.jararaca.crds.decision;

import java.util.List;

/**
 * What a spec means.
 *
 * @param <D> what a valid one declares
 */
public sealed interface Decision<D> {

  /** It can be done. */
  record Valid<D>(D definition) implements Decision<D> {}

  /** It cannot be done as it stands. */
  record Invalid<D>(List<Finding> findings) implements Decision<D> {
    public Invalid {
      findings = List.copyOf(findings);
    }
  }
}
