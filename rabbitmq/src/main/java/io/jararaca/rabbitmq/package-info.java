/**
 * Core's broker ports on RabbitMQ. The names, arguments and headers on the wire are fixed in
 * docs/wire-protocol.md.
 */
@NullMarked
package io.jararaca.rabbitmq;

import org.jspecify.annotations.NullMarked;
