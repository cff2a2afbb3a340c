package io.jararaca.worker;

/**
 * The ledger has a message.
 *
 * @param id what to ask for and cancel: the message's own, or, of a duplicate, that of the message
 *     which holds the key
 * @param duplicate another message held the idempotency key; this one will not be delivered
 * @param replaced the other took this one's time and payload
 */
public record Receipt(String id, boolean duplicate, boolean replaced) {}
