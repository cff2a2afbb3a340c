package io.jararaca.rabbitmq;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A TCP proxy on loopback that can break every connection through it, at once and unannounced. */
final class BreakableProxy implements AutoCloseable {

  private final BrokerUrl target;
  private final ServerSocket server;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

  private BreakableProxy(BrokerUrl target, ServerSocket server) {
    this.target = target;
    this.server = server;
  }

  static BreakableProxy before(BrokerUrl target) {
    try {
      ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      BreakableProxy proxy = new BreakableProxy(target, server);
      daemon(proxy::accept);
      return proxy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The broker's URL, by way of this proxy. */
  BrokerUrl url() {
    return new BrokerUrl(
        target.tls(),
        target.user(),
        target.password(),
        "127.0.0.1",
        server.getLocalPort(),
        target.vhost(),
        target.exchange());
  }

  void breakConnections() {
    for (Socket socket : sockets) {
      try {
        socket.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    breakConnections();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        Socket broker = new Socket(target.host(), target.port());
        sockets.add(client);
        sockets.add(broker);
        daemon(() -> pump(client, broker));
        daemon(() -> pump(broker, client));
      } catch (IOException closed) {
        if (!server.isClosed()) {
          throw new UncheckedIOException(closed);
        }
      }
    }
  }

  private void pump(Socket from, Socket to) {
    try (from;
        to;
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      in.transferTo(out);
    } catch (IOException broken) {
      // One side is gone: the try closes the other.
    } finally {
      sockets.remove(from);
      sockets.remove(to);
    }
  }

  private static void daemon(Runnable task) {
    Thread thread = new Thread(task, "proxy");
    thread.setDaemon(true);
    thread.start();
  }
}
