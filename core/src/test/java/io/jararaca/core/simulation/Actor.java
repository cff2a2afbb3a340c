package io.jararaca.core.simulation;

/** A process: it may die, or stand still for a while. */
abstract class Actor {

  private final String name;
  private boolean alive = true;
  private long pausedUntil;

  Actor(String name) {
    this.name = name;
  }

  String name() {
    return name;
  }

  boolean alive() {
    return alive;
  }

  void die() {
    alive = false;
  }

  /** Stands still until that instant, as in a long collection of garbage. */
  void pauseUntil(long nanos) {
    pausedUntil = Math.max(pausedUntil, nanos);
  }

  long pausedUntil() {
    return pausedUntil;
  }

  /** Does what an event left to do. */
  abstract void settle();

  @Override
  public String toString() {
    return name;
  }
}
