package io.jararaca.e2e.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jararaca.e2e.fixture.E2e;
import io.jararaca.e2e.fixture.SharedServers;
import io.jararaca.e2e.process.Sandbox;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(E2e.class)
class ApiServerIT {
  @Test
  void a_killed_api_server_comes_back_on_its_port_with_its_objects(Sandbox sandbox) {
    ApiServer server = ApiServer.started(sandbox);
    server.kubectl().run("create", "configmap", "kept", "--from-literal=key=value");

    server.kill();
    assertThat(server.kubectl().attempt("get", "configmap", "kept").succeeded()).isFalse();
    server.start();

    assertThat(server.kubectl().run("get", "configmap", "kept", "-o", "jsonpath={.data.key}"))
        .isEqualTo("value");
  }

  @Test
  void it_ends_in_order_and_leaves_nothing(Sandbox sandbox) {
    ApiServer server = ApiServer.started(sandbox);

    server.stop();
    sandbox.close();

    assertThat(sandbox.survivors()).isEmpty();
  }

  @Test
  void it_enforces_rbac(SharedServers servers) {
    Kubectl kubectl = servers.apiServer().kubectl();

    assertThat(kubectl.attempt("get", "pods", "--as=somebody").errors()).contains("forbidden");
  }

  @Test
  void with_controllers_a_deleted_namespace_ends(SharedServers servers) {
    Kubectl kubectl = servers.apiServerWithControllers().kubectl();
    kubectl.run("create", "namespace", "short-lived");

    kubectl.run("delete", "namespace", "short-lived", "--wait=false");

    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> kubectl.attempt("get", "namespace", "short-lived").errors().contains("NotFound"));
  }
}
