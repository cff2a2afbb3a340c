/** Workers as processes, on real Redis and RabbitMQ, fed by a beat in the test's JVM. */
@NullMarked
package io.jararaca.e2e.worker;

import org.jspecify.annotations.NullMarked;
