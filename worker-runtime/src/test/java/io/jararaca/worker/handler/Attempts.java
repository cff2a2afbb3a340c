package io.jararaca.worker.handler;

import io.jararaca.core.ledger.LeaseRef;
import io.jararaca.core.ledger.Publication;
import io.jararaca.core.run.HandlerRef;
import io.jararaca.core.run.Origin;
import io.jararaca.core.run.Owner;
import io.jararaca.core.run.OwnerKey;
import io.jararaca.core.run.RetryPolicy;
import io.jararaca.core.run.RunId;
import io.jararaca.core.run.RunSpec;
import io.jararaca.core.work.Attempt;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Attempts for tests. */
final class Attempts {

  static final Instant PLANNED = Instant.parse("2026-03-01T12:00:00Z");

  private Attempts() {}

  static Attempt withPayload(String json) {
    Owner owner = new Owner(OwnerKey.scheduledAction("shop", "nightly"), "uid-1");
    RunSpec spec =
        new RunSpec(
            RunId.ofTick(owner, PLANNED),
            owner,
            Origin.TICK,
            new HandlerRef("shop", "report"),
            PLANNED,
            null,
            Duration.ofSeconds(30),
            RetryPolicy.DEFAULT,
            3,
            1,
            true,
            null,
            Map.of("team", "sales"));
    return new Attempt(
        new Publication(spec, 0, "first", json.getBytes(StandardCharsets.UTF_8)),
        new LeaseRef(spec.id(), "2:nonce", "worker-1"),
        2,
        PLANNED.plusSeconds(1),
        PLANNED.plusSeconds(31));
  }
}
