package io.jararaca.core.schedule;

import java.util.Optional;

/** An endless series of instants, each a whole second since the epoch. */
interface Ticks {
  /** The first second of the year 1 and the last of 9999: no tick lies outside. */
  long EARLIEST = -62_135_596_800L;

  long LATEST = 253_402_300_799L;

  /** Says that there is no such tick. */
  long NONE = Long.MIN_VALUE;

  /** The first tick at this second or later, or {@link #NONE}. */
  long atOrAfter(long second);

  /** The last tick at this second or earlier, or {@link #NONE}. */
  long atOrBefore(long second);

  /** How many ticks lie between the two seconds, both included. */
  long count(long from, long to);

  /** Why there is no tick on any day of any year. */
  Optional<String> never();
}
