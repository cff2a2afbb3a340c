package io.jararaca.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jararaca.core.run.HandlerRef;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopologyTest {

  private final Topology topology = new Topology("blue", "jararaca");

  @Test
  void names_are_those_of_the_wire_protocol() {
    HandlerRef handler = new HandlerRef("shop", "report.daily");

    assertThat(topology.queue(handler)).isEqualTo("jararaca.blue.shop.report.daily");
    assertThat(topology.routingKey(handler)).isEqualTo("run.blue.shop.report.daily");
    assertThat(topology.broadcastKey(handler)).isEqualTo("broadcast.blue.shop.report.daily");
    assertThat(topology.deadLetterQueue("shop")).isEqualTo("jararaca-dead.blue.shop");
    assertThat(topology.broadcastQueue("pod-1/ü", "7"))
        .isEqualTo("jararaca-broadcast.blue.pod-1__.7");
  }

  @Test
  void the_longest_names_fit_into_255_bytes() {
    Topology longest = new Topology("i".repeat(40), "jararaca");
    HandlerRef handler = new HandlerRef("n".repeat(63), "h".repeat(128));

    assertThat(
            Stream.of(
                longest.queue(handler),
                longest.routingKey(handler),
                longest.broadcastKey(handler),
                longest.deadLetterQueue(handler.namespace()),
                longest.broadcastQueue("pod".repeat(100), "l".repeat(36))))
        .allSatisfy(name -> assertThat(name.length()).isLessThanOrEqualTo(255));
  }

  @Test
  void arguments_are_those_of_the_wire_protocol() {
    assertThat(topology.queueArguments("shop"))
        .containsEntry("x-queue-type", "quorum")
        .containsEntry("x-delivery-limit", 100)
        .containsEntry("x-dead-letter-exchange", "")
        .containsEntry("x-dead-letter-routing-key", "jararaca-dead.blue.shop")
        .containsEntry("x-dead-letter-strategy", "at-least-once")
        .containsEntry("x-overflow", "reject-publish")
        .hasSize(6);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a.b",
        "Blue",
        "-a",
        "a-",
        "*",
        "#",
        "a23456789b123456789c123456789d123456789e1"
      })
  void a_bad_install_is_refused_by_name(String install) {
    assertThatThrownBy(() -> new Topology(install, "jararaca"))
        .hasMessageContaining("INSTALL_NAME \"" + install + "\"");
  }
}
