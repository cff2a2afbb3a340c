package io.jararaca.redis;

/**
 * Whether Redis can be used.
 *
 * @param connected true: it is reached, fit, and has our functions
 * @param message for people: which server it is, or why it cannot be used and what to do
 */
public record BackendState(boolean connected, String message) {}
