package io.jararaca.core.beat;

import static org.assertj.core.api.Assertions.assertThat;

import io.jararaca.core.broker.memory.InMemoryBroker;
import io.jararaca.core.leadership.Leadership;
import io.jararaca.core.ledger.FencingToken;
import io.jararaca.core.ledger.memory.InMemoryLedger;
import io.jararaca.core.ledger.memory.InMemoryPresence;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class TakeoverTest {

  private final Instant now = Instant.parse("2026-03-01T12:00:00Z");
  private final InMemoryLedger ledger = new InMemoryLedger(() -> now);
  private final CompletableFuture<Void> caughtUp = new CompletableFuture<>();

  @Test
  void while_the_catalog_catches_up_the_beat_rests() {
    Beat beat = beat();
    beat.elected(new FencingToken(1, "beat-1"));

    long pause = turnUntilIdle(beat);

    assertThat(Duration.ofNanos(pause)).isEqualTo(BeatSettings.DEFAULT.interval());

    caughtUp.complete(null);
    assertThat(beat.hasEvents()).isTrue();
  }

  private static long turnUntilIdle(Beat beat) {
    long pause;
    do {
      pause = beat.turn();
    } while (beat.hasEvents());
    return pause;
  }

  private Beat beat() {
    return new Beat(
        new BeatPorts(
            new Standing(),
            ledger,
            ledger,
            ledger,
            ledger,
            new InMemoryBroker(Runnable::run).publisher(),
            new InMemoryPresence(() -> now),
            () -> caughtUp,
            handler -> CompletableFuture.completedFuture(Optional.empty())),
        new Catalog(),
        BeatSettings.DEFAULT,
        () -> 0,
        BeatListener.SILENT);
  }

  /** Never elects by itself. */
  private static final class Standing implements Leadership {
    @Override
    public void stand(Listener listener) {}

    @Override
    public void fenced(FencingToken token) {}

    @Override
    public void close() {}
  }
}
