package io.jararaca.e2e.server;

import io.jararaca.e2e.process.FreePort;
import io.jararaca.e2e.process.OsProcess;
import io.jararaca.e2e.process.Sandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A real Kubernetes API server with its etcd, without any controllers: no pods run, no garbage is
 * collected, and deleted namespaces stay; see {@link ControllerManager}.
 *
 * <p>{@link #stop} and {@link #kill} end the API server alone; etcd keeps the objects.
 */
public final class ApiServer extends Server {
  private final Sandbox sandbox;
  private final Etcd etcd;
  private final int port = FreePort.next();
  private final String name = "kube-apiserver-" + port;
  private final Path home;
  private final Path kubeconfig;
  private final Kubectl kubectl;

  private ApiServer(Sandbox sandbox, Etcd etcd) {
    this.sandbox = sandbox;
    this.etcd = etcd;
    this.home = sandbox.folder(name);
    this.kubeconfig = home.resolve("kubeconfig");
    this.kubectl = new Kubectl(sandbox, kubeconfig);
  }

  /** A running API server. */
  public static ApiServer started(Sandbox sandbox) {
    Etcd etcd = new Etcd(sandbox);
    etcd.start();
    ApiServer server = new ApiServer(sandbox, etcd);
    server.writeCredentials(UUID.randomUUID().toString());
    server.start();
    return server;
  }

  /** A file that gives every right, for KUBECONFIG. */
  public Path kubeconfig() {
    return kubeconfig;
  }

  /** The command line client, with every right. */
  public Kubectl kubectl() {
    return kubectl;
  }

  public String url() {
    return "https://127.0.0.1:" + port;
  }

  public int port() {
    return port;
  }

  Path serviceAccountKey() {
    return home.resolve("service-account.key");
  }

  private void writeCredentials(String token) {
    try {
      Files.writeString(home.resolve("tokens"), token + ",admin,admin,system:masters\n");
      Files.writeString(
          kubeconfig,
          """
          apiVersion: v1
          kind: Config
          clusters:
          - name: e2e
            cluster:
              server: %s
              certificate-authority: %s
          users:
          - name: admin
            user:
              token: %s
          contexts:
          - name: e2e
            context:
              cluster: e2e
              user: admin
          current-context: e2e
          """
              .formatted(url(), home.resolve("apiserver.crt"), token));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    ServiceAccountKey.write(serviceAccountKey());
  }

  @Override
  OsProcess launch() {
    List<String> command =
        List.of(
            KubernetesBinaries.find("kube-apiserver").toString(),
            "--etcd-servers=" + etcd.url(),
            "--bind-address=127.0.0.1",
            "--advertise-address=127.0.0.1",
            "--secure-port=" + port,
            "--cert-dir=" + home, // it makes a certificate for itself here, once
            "--token-auth-file=" + home.resolve("tokens"),
            "--authorization-mode=RBAC",
            "--service-account-issuer=" + url(),
            "--service-account-signing-key-file=" + serviceAccountKey(),
            "--service-account-key-file=" + serviceAccountKey(),
            "--disable-admission-plugins=ServiceAccount", // its controller may not be there
            "--service-cluster-ip-range=10.0.0.0/24",
            "--endpoint-reconciler-type=none"); // it refuses loopback addresses
    return sandbox.start(name, command, Map.of());
  }

  @Override
  boolean answers() {
    return Files.exists(home.resolve("apiserver.crt"))
        && kubectl.attempt("get", "--raw", "/readyz").succeeded();
  }
}
