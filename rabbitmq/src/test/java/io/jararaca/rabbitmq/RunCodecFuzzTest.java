package io.jararaca.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.impl.LongStringHelper;
import io.jararaca.core.broker.PublicationBuilder;
import io.jararaca.core.ledger.Publication;
import io.jararaca.core.run.HandlerRef;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Whatever comes out of a queue is refused with the header's name, or is a run that can be written
 * again as it was read. A normal run replays the inputs beside this class in src/test/resources; to
 * look for more: {@code JAZZER_FUZZ=1 mvn test -pl rabbitmq -am -Djazzer.hooks=true
 * -Dtest='RunCodecFuzzTest#headers'}.
 */
class RunCodecFuzzTest {

  private final RunCodec codec = new RunCodec("blue");
  private final Map<String, Object> whole =
      codec
          .encode(
              PublicationBuilder.runOf(new HandlerRef("shop", "report"))
                  .rev(2)
                  .timeout(Duration.ofMinutes(1))
                  .headers(Map.of("tenant", "t1", "traceparent", "00-aa-bb-01"))
                  .build())
          .getHeaders();
  private final List<String> names = List.copyOf(new TreeSet<>(whole.keySet()));

  @FuzzTest(maxDuration = "2m")
  void headers(FuzzedDataProvider data) {
    Map<String, Object> headers = new HashMap<>(whole);
    for (int changes = data.consumeInt(1, 4); changes > 0; changes--) {
      String name = data.consumeBoolean() ? data.pickValue(names) : data.consumeString(60);
      if (data.consumeInt(0, 9) == 0) {
        headers.remove(name);
      } else {
        headers.put(name, value(data, 2));
      }
    }
    check(headers);
  }

  private void check(Map<String, Object> headers) {
    Publication run;
    try {
      run = codec.decode(new BasicProperties.Builder().headers(headers).build(), new byte[0]);
    } catch (UnreadableMessageException e) {
      assertThat(e).hasMessageStartingWith("header ");
      return;
    }
    assertThat(run.rev()).isNotNegative();
    assertThat(run.spec().plannedAt().toEpochMilli()).isNotNegative();
    Publication again;
    try {
      again = codec.decode(codec.encode(run), run.body());
    } catch (UnreadableMessageException e) {
      throw new AssertionError("what was read cannot be read again: " + run, e);
    }
    assertThat(again).usingRecursiveComparison().isEqualTo(run);
  }

  private static Object value(FuzzedDataProvider data, int depth) {
    return switch (data.consumeInt(0, depth > 0 ? 9 : 7)) {
      case 0 -> data.consumeString(200);
      case 1 -> LongStringHelper.asLongString(data.consumeBytes(200));
      case 2 -> data.consumeLong();
      case 3 -> data.consumeDouble();
      case 4 -> data.consumeBoolean();
      case 5 -> data.consumeBytes(20);
      case 6 -> new Date(data.consumeLong());
      case 7 -> new BigDecimal(data.consumeInt());
      case 8 -> List.of(value(data, depth - 1));
      default -> Map.of(data.consumeString(5), value(data, depth - 1));
    };
  }
}
