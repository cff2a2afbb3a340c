package io.jararaca.e2e.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.jararaca.core.beat.Catalog;
import io.jararaca.core.run.OwnerKey;
import io.jararaca.e2e.fault.TcpProxy;
import io.jararaca.e2e.fixture.E2e;
import io.jararaca.e2e.fixture.SharedServers;
import io.jararaca.operator.reconcile.ResourceWatch;
import io.jararaca.operator.reconcile.Resync;
import io.jararaca.operator.resource.WatchSerialization;
import io.jararaca.operator.settings.WatchScope;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Watches that go deaf without an error, on the real API server. */
@ExtendWith(E2e.class)
class ResyncIT {

  private static final String NAME = "resync";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Test
  void what_deaf_watches_did_not_tell_is_seen_by_new_ones(SharedServers servers)
      throws IOException, InterruptedException {
    Namespace namespace = Namespace.created(servers.apiServer().kubectl(), NAME);
    namespace.apply("ScheduledAction", "before", "{cron: '@daily'}");
    namespace.apply("ScheduledAction", "deleted", "{cron: '@daily'}");
    Config direct = Config.fromKubeconfig(Files.readString(servers.apiServer().kubeconfig()));
    Catalog catalog = new Catalog();
    WatchScope scope = new WatchScope(Set.of(NAME), Set.of());
    AtomicInteger begunAnew = new AtomicInteger();
    try (TcpProxy proxy = new TcpProxy(URI.create(direct.getMasterUrl()).getPort());
        KubernetesClient requests = new KubernetesClientBuilder().withConfig(direct).build();
        ResourceWatch watch = new ResourceWatch(() -> through(proxy, direct), catalog, scope)) {
      watch.start();
      await().atMost(PATIENCE).until(() -> catalog.entries().size() == 2);

      proxy.forgetConnections();
      namespace.apply("ScheduledAction", "after", "{cron: '@daily'}");
      namespace.apply("ScheduledAction", "before", "{cron: '@hourly'}");
      namespace.run("delete", "sact", "deleted");
      Thread resync =
          new Thread(
              new Resync(
                      requests,
                      scope,
                      catalog,
                      watch,
                      Duration.ofSeconds(1),
                      () -> {
                        begunAnew.incrementAndGet();
                        watch.stop();
                        watch.start();
                      })
                  ::run);
      resync.start();

      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> {
                assertThat(catalog.find(OwnerKey.scheduledAction(NAME, "after"))).isPresent();
                assertThat(catalog.find(OwnerKey.scheduledAction(NAME, "deleted"))).isEmpty();
                assertThat(catalog.find(OwnerKey.scheduledAction(NAME, "before")).orElseThrow())
                    .extracting(ResyncIT::generation)
                    .isEqualTo(2L);
              });
      assertThat(begunAnew)
          .as("the watches were deaf, and heard again after one start")
          .hasValue(1);
      resync.interrupt();
      resync.join();
    }
  }

  private static long generation(Catalog.Entry entry) {
    return ((Catalog.Action) entry).definition().generation();
  }

  private static KubernetesClient through(TcpProxy proxy, Config direct) {
    return new KubernetesClientBuilder()
        .withConfig(
            new ConfigBuilder(direct)
                .withMasterUrl("https://127.0.0.1:" + proxy.port() + "/")
                .build())
        .withKubernetesSerialization(WatchSerialization.create())
        .build();
  }
}
