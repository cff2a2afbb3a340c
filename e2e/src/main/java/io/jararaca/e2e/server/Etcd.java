package io.jararaca.e2e.server;

import io.jararaca.e2e.process.FreePort;
import io.jararaca.e2e.process.OsProcess;
import io.jararaca.e2e.process.Sandbox;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.Map;

/** Keeps an API server's objects. */
final class Etcd extends Server {
  private final Sandbox sandbox;
  private final int clientPort = FreePort.next();
  private final int peerPort = FreePort.next();
  private final String name = "etcd-" + clientPort;

  Etcd(Sandbox sandbox) {
    this.sandbox = sandbox;
  }

  String url() {
    return "http://127.0.0.1:" + clientPort;
  }

  @Override
  OsProcess launch() {
    String peer = "http://127.0.0.1:" + peerPort;
    List<String> command =
        List.of(
            KubernetesBinaries.find("etcd").toString(),
            "--data-dir=" + sandbox.folder(name),
            "--listen-client-urls=" + url(),
            "--advertise-client-urls=" + url(),
            "--listen-peer-urls=" + peer,
            "--initial-advertise-peer-urls=" + peer,
            "--initial-cluster=default=" + peer,
            "--unsafe-no-fsync"); // a kill -9 keeps what was written; nobody cuts the power here
    return sandbox.start(name, command, Map.of());
  }

  @Override
  boolean answers() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), clientPort)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false; // it does not listen yet
    }
  }
}
