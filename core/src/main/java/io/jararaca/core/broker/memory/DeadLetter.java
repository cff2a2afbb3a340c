package io.jararaca.core.broker.memory;

import io.jararaca.core.ledger.Publication;

/** A run that was put aside, and why. */
public record DeadLetter(Publication publication, String reason) {}
