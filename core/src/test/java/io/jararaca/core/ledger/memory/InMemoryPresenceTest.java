package io.jararaca.core.ledger.memory;

import io.jararaca.core.SettableClock;
import io.jararaca.core.presence.Presence;
import io.jararaca.core.presence.contract.PresenceContract;
import java.time.Duration;
import java.time.Instant;

class InMemoryPresenceTest extends PresenceContract {

  private final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T08:00:00Z"));
  private final Presence presence = new InMemoryPresence(clock);

  @Override
  protected Presence presence() {
    return presence;
  }

  @Override
  protected void advance(Duration duration) {
    clock.advance(duration);
  }
}
