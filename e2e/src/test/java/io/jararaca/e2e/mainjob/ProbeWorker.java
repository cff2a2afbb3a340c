package io.jararaca.e2e.mainjob;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jararaca.worker.Run;
import io.jararaca.worker.Worker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/**
 * A worker whose handlers write down all that they are given, and then do what the payload's {@code
 * does} says: nothing, {@code fail}, {@code work} for two seconds, {@code hang} in the first
 * attempt, or {@code halt} the process.
 */
public final class ProbeWorker {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path LOG = Path.of(System.getenv().getOrDefault("RUN_LOG", "run.log"));

  private ProbeWorker() {}

  public static void main(String[] args) {
    Worker.builder()
        .handler("probe", JsonNode.class, ProbeWorker::probe)
        .handler("other", JsonNode.class, ProbeWorker::probe)
        .handler("vanish", JsonNode.class, ProbeWorker::probe)
        .build()
        .run();
  }

  private static void probe(JsonNode payload, Run run) throws IOException, InterruptedException {
    write("begin", payload, run);
    switch (payload == null ? "" : payload.path("does").asText()) {
      case "fail" -> throw new IllegalStateException("told to fail");
      case "halt" -> Runtime.getRuntime().halt(1);
      case "work" -> Thread.sleep(Duration.ofSeconds(2).toMillis());
      case "hang" -> {
        if (run.attempt() == 1) {
          Thread.sleep(Duration.ofMinutes(5).toMillis());
        }
      }
      default -> {}
    }
    write("end", payload, run);
  }

  private static void write(String event, JsonNode payload, Run run) throws IOException {
    ObjectNode line = JSON.createObjectNode();
    line.put("event", event)
        .put("at", System.currentTimeMillis())
        .put("run", run.id())
        .put("handler", run.handler())
        .put("owner", run.owner().substring(run.owner().lastIndexOf('/') + 1))
        .put("planned", run.plannedAt().toEpochMilli())
        .put("attempt", run.attempt())
        .put("instance", run.instance());
    line.set("payload", payload);
    line.set("headers", JSON.valueToTree(run.headers()));
    Files.write(
        LOG,
        (line + "\n").getBytes(StandardCharsets.UTF_8),
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }
}
