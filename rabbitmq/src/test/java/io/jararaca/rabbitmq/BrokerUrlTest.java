package io.jararaca.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BrokerUrlTest {

  @Test
  void what_is_left_out_has_a_default() {
    assertThat(BrokerUrl.parse("amqp://rabbit"))
        .isEqualTo(new BrokerUrl(false, "guest", "guest", "rabbit", 5672, "/", "jararaca"));
    assertThat(BrokerUrl.parse("amqps://rabbit/").port()).isEqualTo(5671);
  }

  @Test
  void every_part_is_read_and_decoded() {
    assertThat(
            BrokerUrl.parse(
                "amqps://a%40b:p%3Aw%2F%3F+@[::1]:5678/my%2Fhost?exchange=night-work.v1"))
        .isEqualTo(new BrokerUrl(true, "a@b", "p:w/?+", "[::1]", 5678, "my/host", "night-work.v1"));
  }

  @Test
  void the_usual_url_of_docker_compose_is_good() {
    assertThat(BrokerUrl.parse(" amqp://guest:guest@rabbit_mq:5672/%2F?exchange=jararaca "))
        .isEqualTo(new BrokerUrl(false, "guest", "guest", "rabbit_mq", 5672, "/", "jararaca"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "redis://u:secret@h            | scheme \"redis\" must be amqp",
        "rabbit:5672                   | expected amqp://user:password@host",
        "amqp://u:secret@              | host \"\" must be a name",
        "amqp://u:secret@ho st         | host \"ho st\" must be a name",
        "amqp://u:secret@h:0           | port must be 1 to 65535",
        "amqp://u:secret@h:x           | port must be 1 to 65535",
        "amqp://u:secret@h:70000       | port must be 1 to 65535",
        "amqp://u:secret               | port must be 1 to 65535",
        "amqp://u:secret@h/a/b         | virtual host \"a/b\" must be one name: write / in it as %2F",
        "amqp://u:secret@h/?exchange=a%20b | exchange \"a b\" must be",
        "amqp://u:secret@h/?exchange=  | exchange \"\" must be 1 to 127",
        "amqp://u:secret@h/?exchange=amq.topic | not begin with amq.",
        "amqp://u:secret@h/?heartbeat=3 | parameter \"heartbeat=3\" is unknown",
        "amqp://u:se/cret@h            | %40 %3A %2F %3F",
        "amqp://u:se@cret@h            | %40 %3A %2F %3F",
        "amqp://u:secret%@h            | password has a \"%\"",
      })
  void a_bad_part_is_named_with_its_mend_and_the_password_is_not(String url, String mend) {
    assertThatThrownBy(() -> BrokerUrl.parse(url))
        .isInstanceOf(IllegalArgumentException.class)
        .hasNoCause()
        .hasMessageStartingWith("BROKER_URL \"")
        .hasMessageContaining(mend)
        .satisfies(
            thrown ->
                assertThat(thrown.getMessage()).doesNotContain("secret").doesNotContain("cret"));
  }

  @Test
  void printing_hides_the_password() {
    assertThat(BrokerUrl.parse("amqp://u:secret@h/%2F"))
        .hasToString("amqp://u:***@h:5672/%2F?exchange=jararaca");
  }
}
