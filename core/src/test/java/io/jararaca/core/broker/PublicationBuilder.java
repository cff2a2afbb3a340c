package io.jararaca.core.broker;

import io.jararaca.core.ledger.Publication;
import io.jararaca.core.run.HandlerRef;
import io.jararaca.core.run.Origin;
import io.jararaca.core.run.Owner;
import io.jararaca.core.run.OwnerKey;
import io.jararaca.core.run.RetryPolicy;
import io.jararaca.core.run.RunId;
import io.jararaca.core.run.RunSpec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Publications for tests: runs of ticks, a second apart, unless said otherwise. */
public final class PublicationBuilder {

  private static final Instant FIRST_TICK = Instant.parse("2026-03-01T00:00:00Z");

  private final HandlerRef handler;
  private Owner owner;
  private int tick;
  private Origin origin = Origin.TICK;
  private int rev;
  private @Nullable Instant expiresAt;
  private @Nullable Duration timeout;
  private RetryPolicy retry = RetryPolicy.DEFAULT;
  private boolean exclusive = true;
  private @Nullable String exceptionHandler;
  private Map<String, String> headers = Map.of();
  private byte[] body = "{}".getBytes(StandardCharsets.UTF_8);

  private PublicationBuilder(HandlerRef handler) {
    this.handler = handler;
    this.owner =
        new Owner(
            OwnerKey.scheduledAction(handler.namespace(), "an-action"),
            UUID.nameUUIDFromBytes(handler.toString().getBytes(StandardCharsets.UTF_8)).toString());
  }

  public static PublicationBuilder runOf(HandlerRef handler) {
    return new PublicationBuilder(handler);
  }

  public PublicationBuilder owner(Owner value) {
    owner = value;
    return this;
  }

  /** The how-manieth tick, from 0: it decides the planned instant and the run's id. */
  public PublicationBuilder tick(int value) {
    tick = value;
    return this;
  }

  public PublicationBuilder origin(Origin value) {
    origin = value;
    return this;
  }

  public PublicationBuilder rev(int value) {
    rev = value;
    return this;
  }

  public PublicationBuilder expiresAt(Instant value) {
    expiresAt = value;
    return this;
  }

  public PublicationBuilder timeout(Duration value) {
    timeout = value;
    return this;
  }

  public PublicationBuilder retry(RetryPolicy value) {
    retry = value;
    return this;
  }

  /** To every instance; with a timeout of a minute unless there is one. */
  public PublicationBuilder broadcast() {
    exclusive = false;
    timeout = timeout == null ? Duration.ofMinutes(1) : timeout;
    return this;
  }

  public PublicationBuilder exceptionHandler(String value) {
    exceptionHandler = value;
    return this;
  }

  public PublicationBuilder headers(Map<String, String> value) {
    headers = value;
    return this;
  }

  public PublicationBuilder body(String value) {
    body = value.getBytes(StandardCharsets.UTF_8);
    return this;
  }

  public Publication build() {
    Instant plannedAt = FIRST_TICK.plusSeconds(tick);
    RunSpec spec =
        new RunSpec(
            RunId.ofTick(owner, plannedAt),
            owner,
            origin,
            handler,
            plannedAt,
            expiresAt,
            timeout,
            retry,
            RunSpec.DEFAULT_MAX_LOSSES,
            1,
            exclusive,
            exceptionHandler,
            headers);
    return new Publication(spec, rev, "an-incarnation", body);
  }
}
