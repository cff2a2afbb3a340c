/** Other schedulers of the JVM, each put to the same work: a small program that prints figures. */
@NullMarked
package io.jararaca.peers;

import org.jspecify.annotations.NullMarked;
