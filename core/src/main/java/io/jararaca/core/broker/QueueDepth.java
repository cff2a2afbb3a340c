package io.jararaca.core.broker;

/**
 * How a handler's queue stands.
 *
 * @param consumers consumers that it has now; one that was paused or closed may count for as long
 *     as it holds runs
 * @param ready runs that wait in it, those delivered and not yet settled left out
 */
public record QueueDepth(int consumers, long ready) {}
