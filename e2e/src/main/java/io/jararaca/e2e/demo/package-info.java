/** {@code ./dev demo}: the whole system on one machine, judged by what its examples promise. */
@NullMarked
package io.jararaca.e2e.demo;

import org.jspecify.annotations.NullMarked;
