/** Redis and RabbitMQ, as commands are told of them and use them. */
@NullMarked
package io.jararaca.cli.servers;

import org.jspecify.annotations.NullMarked;
