package io.jararaca.operator.lease;

import java.time.Duration;

/**
 * @param duration how long a standby waits, from the last change that it saw, before it takes over
 * @param renewEvery how often the leader renews, and the standby reads whatever its watch says
 * @param ledgerAnswer how long the ledger may take to answer before it counts as not reached
 */
record LeaseTimings(Duration duration, Duration renewEvery, Duration ledgerAnswer) {}
