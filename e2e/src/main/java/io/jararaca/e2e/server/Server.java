package io.jararaca.e2e.server;

import static org.awaitility.Awaitility.await;

import io.jararaca.e2e.process.OsProcess;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A server of our own that keeps its port and its data from one start to the next. Its sandbox ends
 * it; {@link #stop} and {@link #kill} are for tests of what happens then.
 */
public abstract class Server {
  private static final Duration START_PATIENCE = Duration.ofMinutes(2);
  private static final Duration STOP_PATIENCE = Duration.ofMinutes(1);

  private @Nullable OsProcess process;

  /** Starts the server's process on its port and data. */
  abstract OsProcess launch();

  /** Whether clients are served now. */
  abstract boolean answers();

  /**
   * Starts the server, which is not running, and returns when it serves clients.
   *
   * @throws IllegalStateException with the end of its log if it ends instead
   */
  public void start() {
    if (process != null && process.isAlive()) {
      throw new IllegalStateException(process.name() + " is running already");
    }
    OsProcess started = launch();
    process = started;
    await(started.name() + " serves clients")
        .atMost(START_PATIENCE)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> servesClients(started));
  }

  private boolean servesClients(OsProcess started) {
    if (!started.isAlive()) {
      throw new IllegalStateException(started.name() + " did not start\n" + started.tail());
    }
    return answers();
  }

  /** Ends the server in its orderly way and returns when it is gone. */
  public void stop() {
    process().terminate(STOP_PATIENCE);
  }

  /** Ends the server by SIGKILL and returns when it is gone. */
  public void kill() {
    process().kill();
  }

  /** The process of the last start. */
  public OsProcess process() {
    if (process == null) {
      throw new IllegalStateException(getClass().getSimpleName() + " was never started");
    }
    return process;
  }
}
