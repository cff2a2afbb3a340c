/** What all benches share: their command lines, servers, surroundings, and the page they write. */
@NullMarked
package io.jararaca.benchmarks;

import org.jspecify.annotations.NullMarked;
