package io.jararaca.rabbitmq;

import io.jararaca.core.run.HandlerRef;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The names and arguments of an install's queues, fixed in docs/wire-protocol.md. Install and
 * namespace hold no dot and a handler's name neither {@code *} nor {@code #}, so that no routing
 * key of one namespace is ever a key of another.
 *
 * @param install the install's name: 1 to 40 lower-case letters, digits and {@code -}
 * @param exchange the topic exchange
 */
record Topology(String install, String exchange) {

  /** Names end at 255 bytes (AMQP 0-9-1, section 4.2.5.3): 40 leaves room for every handler. */
  private static final Pattern INSTALL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?");

  private static final int MAX_INSTANCE = 100;

  /** The default exchange, which routes by the queue's name. */
  static final String TO_QUEUE = "";

  /**
   * RabbitMQ 4 would drop silently after 20 redeliveries. The ledger bounds a run's losses long
   * before this number; it is here so that nothing circles for ever.
   */
  private static final int DELIVERY_LIMIT = 100;

  /** People may look into a dead-letter queue as often as they like. */
  private static final int NO_DELIVERY_LIMIT = 1_000_000;

  Topology {
    if (!INSTALL.matcher(install).matches()) {
      throw new IllegalArgumentException(
          "INSTALL_NAME \""
              + install
              + "\": use 1 to 40 lower-case letters, digits and \"-\", a letter or digit at both ends");
    }
  }

  String queue(HandlerRef handler) {
    return "jararaca." + install + "." + handler.namespace() + "." + handler.name();
  }

  String routingKey(HandlerRef handler) {
    return "run." + install + "." + handler.namespace() + "." + handler.name();
  }

  String broadcastKey(HandlerRef handler) {
    return "broadcast." + install + "." + handler.namespace() + "." + handler.name();
  }

  String deadLetterQueue(String namespace) {
    return "jararaca-dead." + install + "." + namespace;
  }

  /**
   * The queue of one instance's broadcasts.
   *
   * @param life tells one connection of the instance from the next
   */
  String broadcastQueue(String instance, String life) {
    String readable = instance.replaceAll("[^A-Za-z0-9._-]", "_");
    String cut = readable.substring(0, Math.min(readable.length(), MAX_INSTANCE));
    return "jararaca-broadcast." + install + "." + cut + "." + life;
  }

  /** Dead-lettering is confirmed (at-least-once) before the queue lets go of a message. */
  Map<String, Object> queueArguments(String namespace) {
    return Map.of(
        "x-queue-type",
        "quorum",
        "x-delivery-limit",
        DELIVERY_LIMIT,
        "x-dead-letter-exchange",
        TO_QUEUE,
        "x-dead-letter-routing-key",
        deadLetterQueue(namespace),
        "x-dead-letter-strategy",
        "at-least-once",
        "x-overflow",
        "reject-publish");
  }

  Map<String, Object> deadLetterArguments() {
    return Map.of(
        "x-queue-type", "quorum",
        "x-delivery-limit", NO_DELIVERY_LIMIT,
        "x-overflow", "reject-publish");
  }
}
