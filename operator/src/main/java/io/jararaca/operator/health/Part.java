package io.jararaca.operator.health;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Something that this process needs and that may be away: a server. Whoever talks to it reports
 * here; a change of state is one log line, from here or from who reports.
 */
public final class Part {

  private static final Logger log = LoggerFactory.getLogger(Part.class);

  /**
   * How it is.
   *
   * @param detail for people
   */
  public record State(boolean up, String detail) {}

  private final String name;
  private final boolean logs;
  private State state = new State(false, "not reached yet");
  private boolean reported;

  public Part(String name) {
    this(name, true);
  }

  private Part(String name, boolean logs) {
    this.name = name;
    this.logs = logs;
  }

  /** One whose reporter logs by itself. */
  public static Part loggedElsewhere(String name) {
    return new Part(name, false);
  }

  public String name() {
    return name;
  }

  public synchronized State state() {
    return state;
  }

  public void up() {
    report(new State(true, "ok"));
  }

  /**
   * @param why for people, with what is being done about it
   */
  public void down(String why) {
    report(new State(false, why));
  }

  private synchronized void report(State next) {
    boolean changed = !reported || next.up() != state.up();
    reported = true;
    state = next;
    if (!changed || !logs) {
      return;
    }
    if (next.up()) {
      log.info("{} is reached", name);
    } else {
      log.warn("{} is not reached, trying again: {}", name, next.detail());
    }
  }
}
