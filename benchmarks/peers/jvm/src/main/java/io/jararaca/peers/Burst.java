package io.jararaca.peers;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.stream.IntStream;

/**
 * Work that is due at one instant.
 *
 * @param number of the burst in this process, from 0
 * @param dueAt a whole second
 * @param size pieces of work, numbered from 0
 */
record Burst(Kind kind, int number, Instant dueAt, int size) {
  private static final int HANDLERS = 100;
  private static final String TEXT = "x".repeat(189);

  /** Of Spring, Quartz and db-scheduler: seconds first, no year. */
  private static final DateTimeFormatter CRON = DateTimeFormatter.ofPattern("s m H d M '?'");

  IntStream pieces() {
    return IntStream.range(0, size);
  }

  /** An expression that is due at the instant, and a year later. In UTC. */
  String cron() {
    return CRON.format(dueAt.atOffset(ZoneOffset.UTC));
  }

  /** A name that no other piece of this process has. */
  String nameOf(int piece) {
    return "report-" + number + "-" + piece;
  }

  /** Which of 100 handlers does a piece. */
  static int handlerOf(int piece) {
    return piece % HANDLERS;
  }

  static IntStream handlers() {
    return IntStream.range(0, HANDLERS);
  }

  /** What each piece carries: with its number about 200 bytes. */
  static String text() {
    return TEXT;
  }
}
