package io.jararaca.operator.cleanup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.jararaca.core.run.Owner;
import io.jararaca.core.run.OwnerKey;
import org.junit.jupiter.api.Test;

@EnableKubernetesMockClient
@SuppressWarnings("NullAway.Init")
class KubernetesAwaitedEndsTest {

  private static final Owner LATER = new Owner(OwnerKey.delayedMessage("shop", "later"), "uid-1");

  private KubernetesMockServer server;
  private KubernetesClient client;

  @Test
  void a_message_whose_status_shows_no_end_awaits_it() {
    answers(200, "{\"metadata\":{\"uid\":\"uid-1\"},\"status\":{\"phase\":\"Running\"}}");

    assertThat(awaits()).isTrue();
  }

  @Test
  void a_message_without_a_status_awaits_its_end() {
    answers(200, "{\"metadata\":{\"uid\":\"uid-1\"}}");

    assertThat(awaits()).isTrue();
  }

  @Test
  void a_message_whose_status_shows_the_end_awaits_nothing() {
    answers(200, "{\"metadata\":{\"uid\":\"uid-1\"},\"status\":{\"phase\":\"Expired\"}}");

    assertThat(awaits()).isFalse();
  }

  @Test
  void a_message_that_is_gone_awaits_nothing() {
    answers(404, "{}");

    assertThat(awaits()).isFalse();
  }

  @Test
  void another_message_of_that_name_does_not_await_this_ones_end() {
    answers(200, "{\"metadata\":{\"uid\":\"uid-2\"},\"status\":{\"phase\":\"Running\"}}");

    assertThat(awaits()).isFalse();
  }

  @Test
  void a_refusal_is_no_answer() {
    answers(403, "{}");

    assertThatThrownBy(this::awaits).hasMessageContaining("403");
  }

  private boolean awaits() {
    return new KubernetesAwaitedEnds(client).awaits(LATER).join();
  }

  private void answers(int code, String body) {
    server
        .expect()
        .get()
        .withPath("/apis/jararaca.io/v1alpha1/namespaces/shop/delayedmessages/later")
        .andReturn(code, body)
        .once();
  }
}
