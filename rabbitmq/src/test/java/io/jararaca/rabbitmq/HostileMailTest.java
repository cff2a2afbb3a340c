package io.jararaca.rabbitmq;

import static io.jararaca.core.broker.PublicationBuilder.runOf;
import static io.jararaca.rabbitmq.Fixture.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.GetResponse;
import io.jararaca.core.ledger.Publication;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Mail made to harm whoever puts it aside. */
class HostileMailTest {

  private final Fixture one = Fixture.connected(Rabbit.url());
  private final String queue = one.topology.queue(one.handler);
  private final Publication ours = runOf(one.handler).tick(1).build();

  @AfterEach
  void close() {
    one.close();
  }

  @Test
  void mail_that_asks_for_copies_to_its_own_queue_is_put_aside_once() throws Exception {
    awaitPutAside(headers("CC", List.of(queue)));

    one.confirm(runOf(one.handler).tick(2).build());
    one.listener.awaitShown(2).acknowledge();
    assertThat(deadLetters()).isEmpty();
  }

  @Test
  void mail_whose_headers_fill_a_frame_is_put_aside_without_the_largest() throws Exception {
    GetResponse letter =
        awaitPutAside(
            headers("cloudEvents_specversion", "9".repeat(60_000), "junk", "x".repeat(70_000)));

    assertThat(letter.getProps().getHeaders())
        .containsEntry("jararaca-dead-left-out", 1)
        .containsKey("cloudEvents_specversion")
        .doesNotContainKey("junk");
    assertThat(Rabbit.reason(letter).orElseThrow())
        .startsWith("header cloudEvents_specversion \"999")
        .hasSizeLessThanOrEqualTo(1000);
  }

  @Test
  void a_letter_says_nothing_of_whose_it_was_to_the_broker() {
    BasicProperties theirs =
        new BasicProperties.Builder().userId("somebody").expiration("0").build();

    BasicProperties letter = DeadLetterProperties.of(theirs, "q", "because");

    assertThat(letter.getUserId()).isNull();
    assertThat(letter.getExpiration()).isNull();
  }

  @Test
  void a_reason_can_be_printed() {
    String hostile = "a\n\u001b[2J\u202e\u0000" + "\ud83d\ude00".repeat(1000);

    assertThat(new UnreadableMessageException(hostile))
        .hasMessageStartingWith("a\ufffd\ufffd[2J\ufffd\ufffd\ud83d\ude00")
        .hasMessageEndingWith("\ud83d\ude00…")
        .satisfies(e -> assertThat(String.valueOf(e.getMessage()).codePoints()).hasSize(1000));
  }

  @Test
  void a_run_of_impossible_times_is_put_aside() throws Exception {
    Map<String, Object> headers =
        new HashMap<>(new RunCodec(Rabbit.INSTALL).encode(ours).getHeaders());
    headers.put("cloudEvents_time", "+999999999-12-31T23:59:59Z");

    GetResponse letter = awaitPutAside(headers);

    assertThat(Rabbit.reason(letter).orElseThrow()).contains("header cloudEvents_time");
  }

  /** The worker goes on: it runs what comes after. */
  private GetResponse awaitPutAside(Map<String, Object> headers) throws Exception {
    one.consumers.consume(one.handler, 1, one.listener);
    one.confirm(runOf(one.handler).tick(0).build());
    one.listener.awaitShown(1).acknowledge();
    Rabbit.publish(
        "", queue, new BasicProperties.Builder().headers(headers).build(), new byte[] {1});
    List<GetResponse> letters =
        eventually("a dead letter").until(this::deadLetters, l -> !l.isEmpty());
    assertThat(letters).hasSize(1);
    return letters.get(0);
  }

  private List<GetResponse> deadLetters() {
    return Rabbit.drain(one.topology.deadLetterQueue(one.namespace));
  }

  private static Map<String, Object> headers(Object... namesAndValues) {
    Map<String, Object> headers = new HashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      headers.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return headers;
  }
}
