package io.jararaca.operator.lease;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import java.util.Optional;

/**
 * One Lease in the API server. Calls block, and throw {@link LeaseUnavailableException} when they
 * get no answer.
 */
interface LeaseStore {

  /** The Lease as it is now; empty: there is none. */
  Optional<Lease> read();

  /**
   * Writes by compare-and-set: replaces the Lease of this resourceVersion, or, without one, creates
   * it.
   *
   * @return the Lease as written; empty: it is another one by now, nothing was written
   */
  Optional<Lease> write(Lease lease);
}
