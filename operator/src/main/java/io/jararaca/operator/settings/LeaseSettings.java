package io.jararaca.operator.settings;

import java.time.Duration;

/**
 * The election's Lease.
 *
 * @param namespace of the Lease
 * @param name of the Lease
 * @param podName first part of the holder's name; the second is a UUID for each process
 * @param duration how long a standby waits, from the last change that it saw, before it takes over
 * @param renewEvery how often the leader renews
 */
public record LeaseSettings(
    String namespace, String name, String podName, Duration duration, Duration renewEvery) {}
