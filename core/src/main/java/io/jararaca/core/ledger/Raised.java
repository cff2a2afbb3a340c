package io.jararaca.core.ledger;

import java.time.Instant;

/**
 * A partition took a leader's token.
 *
 * @param incarnation a random word that the partition got from whoever came first; another one
 *     means its state was lost since
 * @param fresh whether no leader had raised the partition before; a repeated call says so again
 * @param now the ledger's time
 */
public record Raised(String incarnation, boolean fresh, Instant now) {}
