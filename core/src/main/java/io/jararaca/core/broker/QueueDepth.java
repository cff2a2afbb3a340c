package io.jararaca.core.broker;

/**
 * How a handler's queue stands.
 *
 * @param consumers workers that consume it now
 * @param ready runs that wait in it, those delivered and not yet settled left out
 */
public record QueueDepth(int consumers, long ready) {}
