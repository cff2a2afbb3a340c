package io.jararaca.e2e.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jararaca.e2e.fixture.E2e;
import io.jararaca.e2e.fixture.SharedServers;
import io.jararaca.e2e.install.Replica;
import io.jararaca.e2e.process.FreePort;
import io.jararaca.e2e.process.OsProcess;
import io.jararaca.e2e.process.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is in the images does its work, as their user and with their variables alone. */
@Tag("images")
@ExtendWith(E2e.class)
class ImageIT {

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @Test
  void the_operators_image_becomes_ready_and_passes_the_charts_test(
      SharedServers servers, Sandbox sandbox) throws IOException {
    Image image = Image.ofModule("operator", sandbox);
    int port = FreePort.next();
    Path definitions = Path.of("..", "helm", "jararaca", "files", "crds");
    servers.apiServer().kubectl().run("apply", "--server-side", "-f", definitions.toString());

    OsProcess operator =
        image.run(
            sandbox,
            "operator-image",
            Map.of(
                "KUBECONFIG", kubeconfig(servers, image).toString(),
                "INSTALL_NAME", "image",
                "BACKEND_URL", servers.backendUrl(),
                "BROKER_URL", servers.brokerUrl(),
                "HEALTH_PORT", Integer.toString(port)));
    new Replica(operator, port).awaitReady(PATIENCE);

    OsProcess check =
        image.run(sandbox, "check", Map.of(), "check", "http://127.0.0.1:" + port + "/readyz");
    assertThat(check.awaitExit(PATIENCE)).as(check.tail()).isZero();
    assertThat(operator.terminate(PATIENCE)).as("SIGTERM ends it in order").isEqualTo(143);
    assertThat(operator.log()).contains("stopped");
  }

  @Test
  void the_workers_image_becomes_ready(SharedServers servers, Sandbox sandbox) {
    int port = FreePort.next();

    OsProcess worker =
        Image.ofModule("examples", sandbox)
            .run(
                sandbox,
                "worker-image",
                Map.of(
                    "INSTALL_NAME", "image",
                    "BACKEND_URL", servers.backendUrl(),
                    "BROKER_URL", servers.brokerUrl(),
                    "HEALTH_PORT", Integer.toString(port)));

    new Replica(worker, port).awaitReady(PATIENCE);
    worker.terminate(PATIENCE);
  }

  @Test
  void the_commands_image_takes_arguments(Sandbox sandbox) {
    OsProcess next =
        Image.ofModule("cli", sandbox).run(sandbox, "cli-image", Map.of(), "next", "@daily");

    assertThat(next.awaitExit(PATIENCE)).as(next.tail()).isZero();
    assertThat(next.log()).contains("00:00:00");
  }

  @ParameterizedTest
  @ValueSource(strings = {"operator", "cli", "examples"})
  void an_image_runs_as_nobody_and_says_what_is_in_it(String module, Sandbox sandbox)
      throws IOException {
    Image image = Image.ofModule(module, sandbox);

    assertThat(image.config().path("User").asText()).isEqualTo("65532:65532");
    JsonNode sbom =
        new ObjectMapper().readTree(image.root().resolve("sbom/sbom.cyclonedx.json").toFile());
    assertThat(sbom.path("bomFormat").asText()).isEqualTo("CycloneDX");
    assertThat(sbom.path("components").findValuesAsText("name")).contains("lettuce-core");
  }

  /** With all that it names, where the image's user may read it. */
  private static Path kubeconfig(SharedServers servers, Image image) throws IOException {
    String ours = Files.readString(servers.apiServer().kubeconfig());
    Matcher authority = Pattern.compile("certificate-authority: (\\S+)").matcher(ours);
    assertThat(authority.find()).isTrue();
    byte[] certificate = Files.readAllBytes(Path.of(authority.group(1)));
    String data = Base64.getEncoder().encodeToString(certificate);
    return Files.writeString(
        image.root().resolve("kubeconfig"),
        authority.replaceAll("certificate-authority-data: " + data));
  }
}
