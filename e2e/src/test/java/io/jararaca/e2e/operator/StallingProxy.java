package io.jararaca.e2e.operator;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A TCP proxy on loopback whose connections can go deaf: they stay open, but nothing comes through
 * any more, as when a router in between has forgotten them. New connections work.
 */
final class StallingProxy implements AutoCloseable {

  private final int target;
  private final ServerSocket server;
  private final Set<Pump> pumps = ConcurrentHashMap.newKeySet();

  StallingProxy(int target) {
    this.target = target;
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    daemon(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  void stall() {
    pumps.forEach(pump -> pump.deaf = true);
  }

  @Override
  public void close() {
    try {
      server.close();
      for (Pump pump : pumps) {
        pump.from.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        Socket origin = new Socket(InetAddress.getLoopbackAddress(), target);
        daemon(new Pump(client, origin));
        daemon(new Pump(origin, client));
      } catch (IOException closed) {
        if (!server.isClosed()) {
          throw new UncheckedIOException(closed);
        }
      }
    }
  }

  private final class Pump implements Runnable {
    final Socket from;
    final Socket to;
    volatile boolean deaf;

    Pump(Socket from, Socket to) {
      this.from = from;
      this.to = to;
      pumps.add(this);
    }

    @Override
    public void run() {
      byte[] buffer = new byte[8192];
      try (from;
          to;
          InputStream in = from.getInputStream();
          OutputStream out = to.getOutputStream()) {
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
          if (!deaf) {
            out.write(buffer, 0, read);
          }
        }
      } catch (IOException broken) {
        // One side is gone: the try closes the other.
      } finally {
        pumps.remove(this);
      }
    }
  }

  private static void daemon(Runnable task) {
    Thread thread = new Thread(task, "proxy");
    thread.setDaemon(true);
    thread.start();
  }
}
