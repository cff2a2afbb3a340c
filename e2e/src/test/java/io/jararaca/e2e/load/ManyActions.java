package io.jararaca.e2e.load;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.jararaca.e2e.server.ApiServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Thousands of ScheduledActions in one namespace, over the handlers of {@link LoadWorker}. */
final class ManyActions implements AutoCloseable {

  private static final int AT_ONCE = 16;

  private final KubernetesClient client;
  private final String folder;

  ManyActions(ApiServer api, String namespace) {
    try {
      client =
          new KubernetesClientBuilder()
              .withConfig(Config.fromKubeconfig(Files.readString(api.kubeconfig())))
              .build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    folder = "/apis/jararaca.io/v1alpha1/namespaces/" + namespace + "/scheduledactions";
  }

  static String name(int index) {
    return "action-" + index;
  }

  /**
   * Creates actions with the texts that kubectl and Helm would leave on them.
   *
   * @param schedule the fields of each one's schedule, as JSON without braces
   */
  void create(int count, IntFunction<String> schedule) {
    ExecutorService executor = Executors.newFixedThreadPool(AT_ONCE);
    try {
      List<Future<?>> created = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        String json = json(i, schedule.apply(i));
        created.add(executor.submit(() -> client.raw(folder, "POST", json)));
      }
      for (Future<?> each : created) {
        each.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("an action was not created", e);
    } finally {
      executor.shutdownNow();
    }
  }

  private static String json(int index, String schedule) {
    String spec =
        "{%s,\"handler\":\"h-%d\",\"payload\":{\"customer\":%d,\"what\":\"a report of last night\"}}"
            .formatted(schedule, index % LoadWorker.HANDLERS, index);
    return """
        {"apiVersion": "jararaca.io/v1alpha1", "kind": "ScheduledAction", "metadata": {"name": "%s",
          "labels": {"app.kubernetes.io/name": "reports", "app.kubernetes.io/managed-by": "Helm"},
          "annotations": {"kubectl.kubernetes.io/last-applied-configuration": "%s"}}, "spec": %s}
        """
        .formatted(name(index), spec.replace("\"", "\\\""), spec);
  }

  /** Schedules of actions whose tick comes once every ten minutes, spread evenly. */
  static String everyTenMinutes(int index) {
    int slot = index % PERIOD_SECONDS;
    return "\"cron\":\"%d %d-59/10 * * * *\"".formatted(slot % 60, slot / 60);
  }

  static final int PERIOD_SECONDS = 600;

  /** Whether that action has a tick in that second. */
  static boolean ticksAt(int index, long epochSecond) {
    return epochSecond % PERIOD_SECONDS == index % PERIOD_SECONDS;
  }

  static String everySecond(Instant first, Instant last) {
    return "\"cron\":\"* * * * * *\",\"startTime\":\"%s\",\"endTime\":\"%s\""
        .formatted(first, last);
  }

  @Override
  public void close() {
    client.close();
  }
}
