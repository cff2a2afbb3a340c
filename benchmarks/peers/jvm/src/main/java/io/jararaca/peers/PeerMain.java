package io.jararaca.peers;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * Puts a scheduler to one burst after another. Arguments: its name, recurring or once, the seconds
 * after which a burst is given up, and the sizes of the bursts. Prints a line of JSON a burst.
 */
public final class PeerMain {
  private static final long LEAD_MILLIS = 3_000;
  private static final long FIRST_GUESS_MILLIS_A_PIECE = 3;

  private final InstantSource clock;
  private final Peer peer;
  private final Kind kind;
  private final Duration cap;
  private double armMillisAPiece = FIRST_GUESS_MILLIS_A_PIECE;
  private int bursts;

  private PeerMain(InstantSource clock, Peer peer, Kind kind, Duration cap) {
    this.clock = clock;
    this.peer = peer;
    this.kind = kind;
    this.cap = cap;
  }

  public static void main(String[] args) throws Exception {
    Kind kind = Kind.valueOf(args[1].toUpperCase(Locale.ROOT));
    Duration cap = Duration.ofSeconds(Long.parseLong(args[2]));
    try (Peer peer = peer(args[0])) {
      PeerMain main = new PeerMain(InstantSource.system(), peer, kind, cap);
      for (int i = 3; i < args.length; i++) {
        if (!main.burst(Integer.parseInt(args[i]))) {
          break; // what is left of it would be in the next one's way
        }
      }
    }
    System.exit(0); // whatever threads they leave behind
  }

  private static Peer peer(String name) throws Exception {
    return switch (name) {
      case "quartz-ram" -> QuartzPeer.inMemory();
      case "quartz-jdbc" -> QuartzPeer.onPostgres();
      case "db-scheduler" -> DbSchedulerPeer.start();
      case "jobrunr" -> JobRunrPeer.start();
      default -> throw new IllegalArgumentException("no such peer: " + name);
    };
  }

  /**
   * @return whether all of it was started in time
   */
  private boolean burst(int size) throws Exception {
    while (true) {
      Instant begin = clock.instant();
      long lead = LEAD_MILLIS + (long) (2 * armMillisAPiece * size);
      Instant dueAt = begin.plusMillis(lead).truncatedTo(ChronoUnit.SECONDS);
      Burst burst = new Burst(kind, bursts++, dueAt, size);
      Starts starts = new Starts(burst, clock);
      peer.arm(burst, starts);
      Instant armed = clock.instant();
      armMillisAPiece = (double) begin.until(armed, ChronoUnit.MILLIS) / size;
      boolean complete = starts.await(cap);
      if (armed.isBefore(dueAt)) {
        System.out.println(starts.json(peer.version()));
        return complete;
      }
    }
  }
}
