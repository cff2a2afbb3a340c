package io.jararaca.operator.cleanup;

import static java.net.HttpURLConnection.HTTP_NOT_FOUND;
import static java.util.concurrent.TimeUnit.SECONDS;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.jararaca.core.beat.AwaitedEnds;
import io.jararaca.core.run.Owner;
import io.jararaca.core.run.RunState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;

/** Asks the API server for the one message, not a cache that may lag behind or be empty. */
public final class KubernetesAwaitedEnds implements AwaitedEnds {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long ANSWER_SECONDS = 10;

  private final KubernetesClient client;

  public KubernetesAwaitedEnds(KubernetesClient client) {
    this.client = client;
  }

  @Override
  public CompletableFuture<Boolean> awaits(Owner message) {
    String path = MessagePath.of(message.key().namespace(), message.key().name());
    return client
        .getHttpClient()
        .sendAsync(
            client
                .getHttpClient()
                .newHttpRequestBuilder()
                .uri(client.getMasterUrl().toString() + path.substring(1))
                .timeout(ANSWER_SECONDS, SECONDS)
                .build(),
            String.class)
        .thenApply(answer -> awaits(message, answer, path));
  }

  private static boolean awaits(Owner message, HttpResponse<String> answer, String path) {
    if (answer.code() == HTTP_NOT_FOUND) {
      return false;
    }
    if (!answer.isSuccessful()) {
      throw new IllegalStateException(
          "GET %s: %d %s".formatted(path, answer.code(), answer.message()));
    }
    try {
      JsonNode resource = JSON.readTree(answer.bodyString());
      return resource.path("metadata").path("uid").asText().equals(message.uid())
          && !RunState.isEnd(resource.path("status").path("phase").asText());
    } catch (IOException e) {
      throw new UncheckedIOException("GET " + path + ": not JSON", e);
    }
  }
}
