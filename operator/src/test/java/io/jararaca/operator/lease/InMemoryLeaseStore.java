package io.jararaca.operator.lease;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A Lease by compare-and-set, whose server can be away, or answer no more after it has written. */
final class InMemoryLeaseStore implements LeaseStore {

  private @Nullable Lease lease;
  private long version;
  boolean away;
  boolean loseNextAnswer;

  @Override
  public Optional<Lease> read() {
    answer();
    return Optional.ofNullable(lease);
  }

  @Override
  public Optional<Lease> write(Lease next) {
    answer();
    String expected = next.getMetadata().getResourceVersion();
    String actual = lease == null ? null : lease.getMetadata().getResourceVersion();
    if (!java.util.Objects.equals(expected, actual)) {
      return Optional.empty();
    }
    lease =
        new LeaseBuilder(next)
            .editMetadata()
            .withResourceVersion(Long.toString(++version))
            .endMetadata()
            .build();
    if (loseNextAnswer) {
      loseNextAnswer = false;
      throw unanswered();
    }
    return Optional.of(lease);
  }

  void delete() {
    lease = null;
  }

  BeatLease current() {
    return new BeatLease(java.util.Objects.requireNonNull(lease));
  }

  private void answer() {
    if (away) {
      throw unanswered();
    }
  }

  private static LeaseUnavailableException unanswered() {
    return new LeaseUnavailableException("no answer", new TimeoutException());
  }
}
