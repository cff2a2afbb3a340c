/** Other schedulers put to the same work as ours. */
@NullMarked
package io.jararaca.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
