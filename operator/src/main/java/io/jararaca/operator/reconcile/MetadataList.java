package io.jararaca.operator.reconcile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.jararaca.core.run.Owner;
import io.jararaca.core.run.OwnerKey;
import io.jararaca.crds.v1alpha1.ScheduledAction;
import io.jararaca.operator.settings.WatchScope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Lists the metadata of all resources of the scope, page by page. Without a resourceVersion the API
 * server answers from etcd, not from its cache.
 */
final class MetadataList implements DeclaredOwners {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PAGE = 1000;
  private static final String LIST = "PartialObjectMetadataList";
  private static final String ONE = "PartialObjectMetadata";
  private static final int NOT_FOUND = 404;
  private static final Map<String, String> PLURALS =
      Map.of(
          OwnerKey.SCHEDULED_ACTION, "scheduledactions",
          OwnerKey.DELAYED_MESSAGE, "delayedmessages");

  private final KubernetesClient client;
  private final WatchScope scope;

  MetadataList(KubernetesClient client, WatchScope scope) {
    this.client = client;
    this.scope = scope;
  }

  @Override
  public CompletableFuture<Map<Owner, Long>> list() {
    List<String> places =
        scope.namespaces().isEmpty()
            ? List.of("")
            : scope.namespaces().stream().map(name -> "namespaces/" + name + "/").toList();
    CompletableFuture<Map<Owner, Long>> all = CompletableFuture.completedFuture(new HashMap<>());
    for (String place : places) {
      for (Map.Entry<String, String> kind : PLURALS.entrySet()) {
        String path =
            "apis/%s/v1alpha1/%s%s".formatted(ScheduledAction.GROUP, place, kind.getValue());
        all = all.thenCompose(found -> page(kind.getKey(), path, "", found));
      }
    }
    return all;
  }

  private CompletableFuture<Map<Owner, Long>> page(
      String kind, String path, String next, Map<Owner, Long> found) {
    String query =
        "?limit="
            + PAGE
            + (next.isEmpty()
                ? ""
                : "&continue=" + URLEncoder.encode(next, StandardCharsets.UTF_8));
    return get(path + query, LIST)
        .thenCompose(
            answer -> {
              JsonNode list = read(answer, path);
              for (JsonNode item : list.path("items")) {
                JsonNode metadata = item.path("metadata");
                found.put(owner(kind, metadata), metadata.path("generation").asLong());
              }
              String more = list.path("metadata").path("continue").asText("");
              return more.isEmpty()
                  ? CompletableFuture.completedFuture(found)
                  : page(kind, path, more, found);
            });
  }

  @Override
  public boolean covers(OwnerKey owner) {
    return PLURALS.containsKey(owner.kind()) && scope.watches(owner);
  }

  @Override
  public CompletableFuture<Boolean> exists(Owner owner) {
    OwnerKey key = owner.key();
    if (!covers(key)) {
      return CompletableFuture.completedFuture(true);
    }
    String path =
        "apis/%s/v1alpha1/namespaces/%s/%s/%s"
            .formatted(ScheduledAction.GROUP, key.namespace(), PLURALS.get(key.kind()), key.name());
    return get(path, ONE)
        .thenApply(
            answer ->
                answer.code() != NOT_FOUND
                    && read(answer, path).at("/metadata/uid").asText().equals(owner.uid()));
  }

  private CompletableFuture<HttpResponse<String>> get(String path, String as) {
    HttpRequest request =
        client
            .getHttpClient()
            .newHttpRequestBuilder()
            .uri(client.getMasterUrl().toString() + path)
            .header("Accept", "application/json;as=%s;g=meta.k8s.io;v=v1".formatted(as))
            .build();
    return client.getHttpClient().sendAsync(request, String.class);
  }

  private static JsonNode read(HttpResponse<String> answer, String path) {
    if (!answer.isSuccessful()) {
      throw new IllegalStateException(
          "GET %s: %d %s".formatted(path, answer.code(), answer.message()));
    }
    try {
      return JSON.readTree(answer.bodyString());
    } catch (IOException e) {
      throw new UncheckedIOException("GET " + path + ": not JSON", e);
    }
  }

  private static Owner owner(String kind, JsonNode metadata) {
    return new Owner(
        new OwnerKey(kind, metadata.path("namespace").asText(), metadata.path("name").asText()),
        metadata.path("uid").asText());
  }
}
