package io.jararaca.core.ledger;

import java.time.Instant;

/**
 * A partition took a leader's token.
 *
 * @param incarnation a random word that the partition got when it was first raised; another one
 *     means its state was lost since
 * @param fresh whether the partition was empty until now
 * @param now the ledger's time
 */
public record Raised(String incarnation, boolean fresh, Instant now) {}
