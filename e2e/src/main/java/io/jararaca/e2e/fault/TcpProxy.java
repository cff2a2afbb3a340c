package io.jararaca.e2e.fault;

import io.jararaca.e2e.process.FreePort;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * A stretch of network on loopback, from a port of its own to a server's. It can be cut as a router
 * cuts: nothing gets through, an end neither, and nobody is told; when it heals, what was on its
 * way arrives, as TCP sends it again. It can be slow, forget its connections, or lead elsewhere.
 */
public final class TcpProxy implements AutoCloseable {

  /** A way's window: whoever sends more into a cut one is blocked, as by TCP. */
  private static final int PARTS_ON_THEIR_WAY = 256;

  private static final int PART_BYTES = 16 * 1024;

  private final ServerSocket server;
  private final Gate gate = new Gate();
  private final Set<Link> links = ConcurrentHashMap.newKeySet();
  private volatile int target;
  private volatile Duration delay = Duration.ZERO;

  /**
   * An open way.
   *
   * @param target the server's port on the loopback; nobody needs to listen there yet
   */
  public TcpProxy(int target) {
    this.target = target;
    try {
      server = new ServerSocket(FreePort.next(), 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    daemon(this::accept);
  }

  /** Where clients connect, on the loopback. */
  public int port() {
    return server.getLocalPort();
  }

  /** Lets nothing through from now on, in any connection, old or new. */
  public void cut() {
    gate.shut();
  }

  public void heal() {
    gate.open();
  }

  /**
   * @param oneWay how long each byte is on its way from now on, in each direction
   */
  public void delay(Duration oneWay) {
    delay = oneWay;
  }

  /** Makes the connections that there are deaf for ever; new ones work. */
  public void forgetConnections() {
    links.forEach(link -> link.forgotten = true);
  }

  /** Leads to another server, and ends the connections to the one before. */
  public void retarget(int port) {
    target = port;
    links.forEach(Link::close);
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    links.forEach(Link::close);
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        daemon(() -> connect(client));
      } catch (IOException e) {
        if (!server.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private void connect(Socket client) {
    try {
      gate.await();
      Link link = new Link(client, new Socket(InetAddress.getLoopbackAddress(), target));
      links.add(link);
      daemon(() -> link.carry(link.client, link.origin));
      daemon(() -> link.carry(link.origin, link.client));
    } catch (IOException refused) {
      end(client);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Bytes on their way; none: the sender's end. */
  private record Part(byte[] bytes, long due) {}

  private final class Link {
    private final Socket client;
    private final Socket origin;
    private volatile boolean forgotten;

    Link(Socket client, Socket origin) {
      this.client = client;
      this.origin = origin;
    }

    void carry(Socket from, Socket to) {
      BlockingQueue<Part> way = new ArrayBlockingQueue<>(PARTS_ON_THEIR_WAY);
      daemon(() -> deliver(way, to));
      try {
        byte[] buffer = new byte[PART_BYTES];
        try {
          InputStream in = from.getInputStream();
          for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            way.put(part(Arrays.copyOf(buffer, read)));
          }
        } catch (IOException broken) {
          // One side is gone: the other hears of it as of an end.
        }
        way.put(part(new byte[0]));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private Part part(byte[] bytes) {
      return new Part(bytes, System.nanoTime() + delay.toNanos());
    }

    private void deliver(BlockingQueue<Part> way, Socket to) {
      boolean broken = false;
      try {
        for (Part part = way.take(); part.bytes.length > 0; part = way.take()) {
          TimeUnit.NANOSECONDS.sleep(part.due - System.nanoTime());
          gate.await();
          broken = broken || !write(part, to);
        }
        gate.await();
        close();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    /** Whether there is still somebody to write to. */
    private boolean write(Part part, Socket to) {
      try {
        if (!forgotten) {
          to.getOutputStream().write(part.bytes);
        }
        return true;
      } catch (IOException gone) {
        close();
        return false;
      }
    }

    void close() {
      end(client);
      end(origin);
      links.remove(this);
    }
  }

  private static final class Gate {
    private boolean shut;

    synchronized void shut() {
      shut = true;
    }

    synchronized void open() {
      shut = false;
      notifyAll();
    }

    synchronized void await() throws InterruptedException {
      while (shut) {
        wait();
      }
    }
  }

  private static void end(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void daemon(Runnable task) {
    Thread thread = new Thread(task, "proxy");
    thread.setDaemon(true);
    thread.start();
  }
}
