package io.jararaca.operator.lease;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A state of the Lease, and the states that may follow it. What others wrote into the Lease is
 * kept.
 */
record BeatLease(Lease lease) {

  static final String TOKEN = "jararaca.io/fencing-token";

  /** Set by a leader that cannot reach the ledger: a standby that can may take over at once. */
  static final String YIELDS = "jararaca.io/yields";

  /** A Lease that is not there yet. */
  static BeatLease absent(String namespace, String name) {
    return new BeatLease(
        new LeaseBuilder()
            .withNewMetadata()
            .withNamespace(namespace)
            .withName(name)
            .endMetadata()
            .withNewSpec()
            .endSpec()
            .build());
  }

  /** Who holds it; empty: released, or never held. */
  Optional<String> holder() {
    return Optional.ofNullable(spec().getHolderIdentity()).filter(holder -> !holder.isEmpty());
  }

  boolean heldBy(String identity) {
    return identity.equals(spec().getHolderIdentity());
  }

  /** The token of the last holder; 0: there was none, or a person wrote nonsense. */
  long token() {
    String text = annotations().getOrDefault(TOKEN, "0");
    try {
      return Math.max(0, Long.parseLong(text));
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  boolean yields() {
    return annotations().containsKey(YIELDS);
  }

  Optional<Duration> duration() {
    return Optional.ofNullable(spec().getLeaseDurationSeconds()).map(Duration::ofSeconds);
  }

  /** Equal as long as nobody held, renewed or released it: what a standby watches. */
  Object sign() {
    return new Sign(
        holder().orElse(""), spec().getRenewTime(), spec().getLeaseTransitions(), token());
  }

  BeatLease acquired(String identity, long token, Duration duration, Instant now) {
    Integer transitions = spec().getLeaseTransitions();
    return new BeatLease(
        new LeaseBuilder(lease)
            .editMetadata()
            .addToAnnotations(TOKEN, Long.toString(token))
            .removeFromAnnotations(YIELDS)
            .endMetadata()
            .editOrNewSpec()
            .withHolderIdentity(identity)
            .withLeaseDurationSeconds(wholeSeconds(duration))
            .withAcquireTime(time(now))
            .withRenewTime(time(now))
            .withLeaseTransitions(transitions == null ? 0 : transitions + 1)
            .endSpec()
            .build());
  }

  BeatLease renewed(Instant now, boolean yields) {
    var builder =
        new LeaseBuilder(lease)
            .editMetadata()
            .removeFromAnnotations(YIELDS)
            .endMetadata()
            .editSpec()
            .withRenewTime(time(now))
            .endSpec();
    if (yields) {
      builder.editMetadata().addToAnnotations(YIELDS, "true").endMetadata();
    }
    return new BeatLease(builder.build());
  }

  /** The same, its token not below ours, should a person have edited it. */
  BeatLease atLeast(long token) {
    return token() >= token
        ? this
        : new BeatLease(
            new LeaseBuilder(lease)
                .editMetadata()
                .addToAnnotations(TOKEN, Long.toString(token))
                .endMetadata()
                .build());
  }

  /** The same, to be created anew. */
  BeatLease withoutVersion() {
    return new BeatLease(
        new LeaseBuilder(lease)
            .editMetadata()
            .withResourceVersion(null)
            .withUid(null)
            .withCreationTimestamp(null)
            .withManagedFields()
            .endMetadata()
            .build());
  }

  BeatLease released(Instant now) {
    return new BeatLease(
        new LeaseBuilder(lease)
            .editMetadata()
            .removeFromAnnotations(YIELDS)
            .endMetadata()
            .editSpec()
            .withHolderIdentity("")
            .withRenewTime(time(now))
            .endSpec()
            .build());
  }

  private LeaseSpec spec() {
    return lease.getSpec() == null ? new LeaseSpec() : lease.getSpec();
  }

  private Map<String, String> annotations() {
    Map<String, String> annotations = lease.getMetadata().getAnnotations();
    return annotations == null ? Map.of() : annotations;
  }

  private static int wholeSeconds(Duration duration) {
    return (int) Math.max(1, duration.plusMillis(999).toSeconds());
  }

  private static ZonedDateTime time(Instant now) {
    return now.atZone(ZoneOffset.UTC);
  }

  private record Sign(
      String holder, @Nullable ZonedDateTime renewed, @Nullable Integer transitions, long token) {}
}
