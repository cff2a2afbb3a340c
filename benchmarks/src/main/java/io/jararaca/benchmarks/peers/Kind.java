package io.jararaca.benchmarks.peers;

import java.util.Locale;

/** What comes due. */
enum Kind {
  /** Schedules by cron expressions. */
  RECURRING,
  /** Work for one instant. */
  ONCE;

  /** As the peers' programs take it. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
