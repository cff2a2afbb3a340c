/**
 * The ledger, presence and hints on Redis: one connection by Lettuce, and a library of functions.
 */
@NullMarked
package io.jararaca.redis;

import org.jspecify.annotations.NullMarked;
