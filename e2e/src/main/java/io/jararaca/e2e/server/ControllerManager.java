package io.jararaca.e2e.server;

import io.jararaca.e2e.process.FreePort;
import io.jararaca.e2e.process.OsProcess;
import io.jararaca.e2e.process.Sandbox;
import java.util.List;
import java.util.Map;

/**
 * Kubernetes' own controllers on an {@link ApiServer}: garbage collection, the end of deleted
 * namespaces, service accounts, deployments. Pods are made but run nowhere.
 */
public final class ControllerManager extends Server {
  private final Sandbox sandbox;
  private final ApiServer apiServer;
  private final int port = FreePort.next();
  private final String name = "kube-controller-manager-" + port;

  private ControllerManager(Sandbox sandbox, ApiServer apiServer) {
    this.sandbox = sandbox;
    this.apiServer = apiServer;
  }

  /** Running controllers. */
  public static ControllerManager started(Sandbox sandbox, ApiServer apiServer) {
    ControllerManager controllers = new ControllerManager(sandbox, apiServer);
    controllers.start();
    return controllers;
  }

  @Override
  OsProcess launch() {
    List<String> command =
        List.of(
            KubernetesBinaries.find("kube-controller-manager").toString(),
            "--kubeconfig=" + apiServer.kubeconfig(),
            "--bind-address=127.0.0.1",
            "--secure-port=" + port,
            "--cert-dir=" + sandbox.folder(name),
            "--leader-elect=false",
            "--service-account-private-key-file=" + apiServer.serviceAccountKey());
    return sandbox.start(name, command, Map.of());
  }

  /** They serve when they have made the default namespace's service account. */
  @Override
  boolean answers() {
    return apiServer.kubectl().attempt("get", "serviceaccount", "default").succeeded();
  }
}
