package io.jararaca.redis;

import static org.awaitility.Awaitility.await;

import io.jararaca.core.presence.Presence;
import io.jararaca.core.presence.contract.PresenceContract;
import java.time.Duration;
import java.time.Instant;

class RedisPresenceTest extends PresenceContract {

  private final RedisBackend backend = RedisUnderTest.emptied();
  private final Presence presence = backend.presence();

  @Override
  protected Presence presence() {
    return presence;
  }

  @Override
  protected void advance(Duration duration) {
    Instant until = backend.ledger().time().join().plus(duration);
    await()
        .pollInterval(Duration.ofMillis(5))
        .until(() -> !backend.ledger().time().join().isBefore(until));
  }
}
