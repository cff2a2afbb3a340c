/** {@code jararaca queues}. */
@NullMarked
package io.jararaca.cli.queues;

import org.jspecify.annotations.NullMarked;
