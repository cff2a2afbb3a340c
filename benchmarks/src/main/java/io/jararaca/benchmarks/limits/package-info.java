/** What this machine's RabbitMQ and Redis can do at most, measured by their own tools. */
@NullMarked
package io.jararaca.benchmarks.limits;

import org.jspecify.annotations.NullMarked;
