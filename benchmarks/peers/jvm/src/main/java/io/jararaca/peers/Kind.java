package io.jararaca.peers;

/** What comes due. */
enum Kind {
  /** Schedules by cron expressions. */
  RECURRING,
  /** Work for one instant. */
  ONCE
}
