package io.jararaca.core.simulation;

import java.time.Instant;
import java.time.InstantSource;

/** The clock of one process: steady, but of its own origin and pace. */
final class PodClock implements InstantSource {

  private final Timeline timeline;
  private long reading;
  private long readAt;
  private double pace;

  PodClock(Timeline timeline, long origin, double pace) {
    this.timeline = timeline;
    this.reading = origin;
    this.readAt = timeline.now();
    this.pace = pace;
  }

  long nanos() {
    return reading + (long) ((timeline.now() - readAt) * pace);
  }

  void pace(double other) {
    reading = nanos();
    readAt = timeline.now();
    pace = other;
  }

  double pace() {
    return pace;
  }

  @Override
  public Instant instant() {
    return Instant.EPOCH.plusNanos(nanos());
  }
}
