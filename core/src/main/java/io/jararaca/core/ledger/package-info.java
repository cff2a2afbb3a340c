/** The ledger's ports: where the state of every run is held and every move of it is decided. */
@NullMarked
package io.jararaca.core.ledger;

import org.jspecify.annotations.NullMarked;
