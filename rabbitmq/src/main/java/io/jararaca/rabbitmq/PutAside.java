package io.jararaca.rabbitmq;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.GetResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter.
 *
 * @param id the message-id: a run's id, where it was a run; none: the sender gave none
 * @param reason why it was put aside
 * @param queue where it lay before; none: nobody noted it
 * @param headers as texts, those of dead-lettering left out
 * @param body as text
 */
public record PutAside(
    @Nullable String id,
    String reason,
    @Nullable String queue,
    Map<String, String> headers,
    String body) {

  private static final String BROKERS_REASON = "x-first-death-reason";
  private static final String BROKERS_QUEUE = "x-first-death-queue";

  public PutAside {
    headers = Map.copyOf(headers);
  }

  static PutAside of(GetResponse letter) {
    Map<String, String> headers = new TreeMap<>();
    headersOf(letter.getProps())
        .forEach(
            (name, value) -> {
              if (!ofDeadLettering(name)) {
                headers.put(name, String.valueOf(value));
              }
            });
    return new PutAside(
        letter.getProps().getMessageId(),
        reasonOf(letter.getProps()),
        queueOf(letter.getProps()),
        headers,
        new String(letter.getBody(), StandardCharsets.UTF_8));
  }

  /** Where it lay: noted by who put it aside, else by the broker. */
  static @Nullable String queueOf(BasicProperties properties) {
    Object ours = headersOf(properties).get(WireHeaders.DEAD_QUEUE);
    Object brokers = headersOf(properties).get(BROKERS_QUEUE);
    return ours != null ? ours.toString() : brokers != null ? brokers.toString() : null;
  }

  /** As it was before it was put aside, but for what would send it elsewhere or stop us. */
  static BasicProperties restored(BasicProperties properties) {
    Map<String, Object> headers = new TreeMap<>(headersOf(properties));
    headers
        .keySet()
        .removeIf(name -> ofDeadLettering(name) || WireHeaders.SENDER_SELECTED.contains(name));
    return properties
        .builder()
        .headers(headers)
        .deliveryMode(2)
        .expiration(null)
        .userId(null)
        .build();
  }

  private static String reasonOf(BasicProperties properties) {
    Object ours = headersOf(properties).get(WireHeaders.DEAD_REASON);
    Object brokers = headersOf(properties).get(BROKERS_REASON);
    return ours != null
        ? ours.toString()
        : brokers != null ? "RabbitMQ: " + brokers : "nobody noted it";
  }

  private static boolean ofDeadLettering(String header) {
    return header.startsWith(WireHeaders.DEAD)
        || header.equals("x-death")
        || header.equals("x-delivery-count")
        || header.startsWith("x-first-death-")
        || header.startsWith("x-last-death-");
  }

  private static Map<String, Object> headersOf(BasicProperties properties) {
    return properties.getHeaders() == null ? Map.of() : properties.getHeaders();
  }
}
