package io.jararaca.operator.lease;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.jararaca.core.ledger.FencingToken;
import io.jararaca.operator.health.Part;
import io.jararaca.operator.settings.LeaseSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@EnableKubernetesMockClient(crud = true)
@SuppressWarnings("NullAway.Init")
class LeaseLeadershipTest {

  private static final LeaseSettings SETTINGS =
      new LeaseSettings(
          "default", "jararaca-beat", "pod", Duration.ofSeconds(2), Duration.ofMillis(500));

  KubernetesClient client;

  private final AtomicLong highestToken = new AtomicLong();
  private final List<LeaseLeadership> electors = new ArrayList<>();

  @AfterEach
  void close() {
    electors.forEach(LeaseLeadership::close);
  }

  @Test
  void of_two_electors_one_leads_and_its_release_hands_over_at_once() {
    RecordingListener a = new RecordingListener();
    RecordingListener b = new RecordingListener();
    Part kubernetes = new Part("kubernetes");
    LeaseLeadership first = elector(SETTINGS);
    first.stand(a);
    await().until(() -> a.token != null);
    LeaseLeadership second =
        elector(
            new LeaseSettings(
                "default", "jararaca-beat", "pod", Duration.ofMinutes(5), Duration.ofMinutes(1)),
            kubernetes);
    second.stand(b);
    await().until(() -> kubernetes.state().up()); // it watches, and has read whom it stands behind

    first.close();

    assertThat(a.heard).containsExactly("elected 1", "revoked");
    await().atMost(Duration.ofSeconds(2)).untilAsserted(() -> assertThat(b.token).isNotNull());
    assertThat(lease().getSpec().getHolderIdentity()).isEqualTo(second.identity());
    assertThat(lease().getMetadata().getAnnotations())
        .containsEntry("jararaca.io/fencing-token", "2");
  }

  @Test
  void a_fenced_leader_gives_up_and_stands_anew() {
    RecordingListener a = new RecordingListener();
    LeaseLeadership elector = elector(SETTINGS);
    elector.stand(a);
    await().until(() -> a.token != null);
    FencingToken refused = requireNonNull(a.token);

    highestToken.set(10);
    elector.fenced(refused);

    await()
        .untilAsserted(
            () -> assertThat(a.heard).containsExactly("elected 1", "revoked", "elected 11"));
  }

  @Test
  void leadership_is_kept_by_renewing() {
    RecordingListener a = new RecordingListener();
    RecordingListener b = new RecordingListener();
    elector(SETTINGS).stand(a);
    await().until(() -> a.token != null);
    elector(SETTINGS).stand(b);
    var acquired = lease().getSpec().getRenewTime();

    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                Duration.between(acquired, lease().getSpec().getRenewTime())
                        .compareTo(SETTINGS.duration().multipliedBy(2))
                    > 0);

    assertThat(a.heard).containsExactly("elected 1");
    assertThat(b.heard).isEmpty();
  }

  private Lease lease() {
    return client.leases().inNamespace("default").withName("jararaca-beat").get();
  }

  private LeaseLeadership elector(LeaseSettings settings) {
    return elector(settings, new Part("kubernetes"));
  }

  private LeaseLeadership elector(LeaseSettings settings, Part kubernetes) {
    LeaseLeadership elector =
        new LeaseLeadership(
            client,
            settings,
            () -> CompletableFuture.completedFuture(highestToken.get()),
            System::nanoTime,
            Clock.systemUTC(),
            kubernetes);
    electors.add(elector);
    return elector;
  }
}
