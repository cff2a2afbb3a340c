package io.jararaca.rabbitmq;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.impl.Frame;
import java.io.UncheckedIOException;
import java.io.UnsupportedEncodingException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A foreign message's properties, made fit to be published by us: nothing in them may stop the
 * broker from taking the dead letter, or send it anywhere else.
 */
final class DeadLetterProperties {

  /** All headers travel in one frame of 128 KiB, with the other properties. */
  private static final int MAX_HEADER_BYTES = 120 * 1024;

  private DeadLetterProperties() {}

  /** What the message had, and why it is dead. */
  static BasicProperties of(BasicProperties properties, String queue, String reason) {
    Map<String, Object> headers = new HashMap<>();
    if (properties.getHeaders() != null) {
      headers.putAll(properties.getHeaders());
    }
    for (String name : WireHeaders.SENDER_SELECTED) {
      Object keys = headers.remove(name);
      if (keys != null) {
        headers.put(WireHeaders.DEAD + name, keys);
      }
    }
    headers.remove(WireHeaders.DEAD_LEFT_OUT);
    headers.put(WireHeaders.DEAD_REASON, ForeignText.shown(reason));
    headers.put(WireHeaders.DEAD_QUEUE, queue);
    if (size(headers) > MAX_HEADER_BYTES) {
      leaveOutTheLargest(headers);
    }
    return properties
        .builder()
        .headers(headers)
        .deliveryMode(2)
        .expiration(null)
        // The broker refuses a publisher that says it is another user, and closes its channel.
        .userId(null)
        .build();
  }

  private static void leaveOutTheLargest(Map<String, Object> headers) {
    List<String> names =
        headers.keySet().stream()
            .filter(name -> !name.startsWith(WireHeaders.DEAD))
            .sorted(Comparator.comparingLong((String name) -> size(one(headers, name))).reversed())
            .toList();
    int leftOut = 0;
    long size = size(headers);
    for (String name : names) {
      if (size <= MAX_HEADER_BYTES) {
        break;
      }
      size -= size(one(headers, name));
      headers.remove(name);
      leftOut++;
    }
    headers.put(WireHeaders.DEAD_LEFT_OUT, leftOut);
  }

  private static Map<String, Object> one(Map<String, Object> headers, String name) {
    Map<String, Object> one = new HashMap<>();
    one.put(name, headers.get(name));
    return one;
  }

  private static long size(Map<String, Object> headers) {
    try {
      return Frame.tableSize(headers);
    } catch (UnsupportedEncodingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
