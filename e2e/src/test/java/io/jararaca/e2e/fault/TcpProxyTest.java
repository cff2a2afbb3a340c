package io.jararaca.e2e.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TcpProxyTest {

  private final Echo first = new Echo('1');
  private final TcpProxy proxy = new TcpProxy(first.port());

  @AfterEach
  void close() throws IOException {
    proxy.close();
    first.close();
  }

  @Test
  void what_was_sent_into_a_cut_way_arrives_when_it_heals() throws IOException {
    try (Socket client = client()) {
      assertThat(ask(client, 'a')).isEqualTo("1a");

      proxy.cut();
      client.getOutputStream().write('b');
      assertSilent(client);
      proxy.heal();

      assertThat(answer(client)).isEqualTo("1b");
    }
  }

  @Test
  void nobody_hears_of_an_end_beyond_a_cut() throws IOException {
    try (Socket client = client()) {
      assertThat(ask(client, 'a')).isEqualTo("1a");

      proxy.cut();
      first.close();
      assertSilent(client);
      proxy.heal();

      assertThat(client.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void a_slow_way_delays_each_direction_and_keeps_the_order() throws IOException {
    try (Socket client = client()) {
      proxy.delay(Duration.ofMillis(150));
      long asked = System.nanoTime();
      assertThat(ask(client, 'a')).isEqualTo("1a");
      assertThat(Duration.ofNanos(System.nanoTime() - asked))
          .isGreaterThanOrEqualTo(Duration.ofMillis(300));
    }
  }

  @Test
  void a_way_that_leads_elsewhere_ends_its_connections() throws IOException {
    try (Echo second = new Echo('2');
        Socket before = client()) {
      assertThat(ask(before, 'a')).isEqualTo("1a");

      proxy.retarget(second.port());

      assertThat(before.getInputStream().read()).isEqualTo(-1);
      try (Socket after = client()) {
        assertThat(ask(after, 'b')).isEqualTo("2b");
      }
    }
  }

  @Test
  void a_forgotten_connection_stays_deaf_and_new_ones_work() throws IOException {
    try (Socket before = client()) {
      assertThat(ask(before, 'a')).isEqualTo("1a");

      proxy.forgetConnections();
      before.getOutputStream().write('b');

      assertSilent(before);
      try (Socket after = client()) {
        assertThat(ask(after, 'c')).isEqualTo("1c");
      }
    }
  }

  private Socket client() throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), proxy.port());
  }

  private static String ask(Socket socket, char letter) throws IOException {
    socket.getOutputStream().write(letter);
    return answer(socket);
  }

  private static String answer(Socket socket) throws IOException {
    return new String(socket.getInputStream().readNBytes(2), "US-ASCII");
  }

  private static void assertSilent(Socket socket) throws IOException {
    socket.setSoTimeout(300);
    assertThatThrownBy(() -> socket.getInputStream().read())
        .isInstanceOf(SocketTimeoutException.class);
    socket.setSoTimeout(0);
  }

  /** Answers each letter by its own name and the letter. */
  private static final class Echo implements AutoCloseable {
    private final ServerSocket server;
    private final char name;
    private volatile Socket client = new Socket();

    Echo(char name) {
      this.name = name;
      try {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
      Thread thread = new Thread(this::accept);
      thread.setDaemon(true);
      thread.start();
    }

    int port() {
      return server.getLocalPort();
    }

    private void accept() {
      while (!server.isClosed()) {
        try {
          Socket accepted = server.accept();
          client = accepted;
          Thread thread = new Thread(() -> serve(accepted));
          thread.setDaemon(true);
          thread.start();
        } catch (IOException closed) {
          return;
        }
      }
    }

    private void serve(Socket socket) {
      try (socket) {
        for (int letter = socket.getInputStream().read();
            letter >= 0;
            letter = socket.getInputStream().read()) {
          socket.getOutputStream().write(new byte[] {(byte) name, (byte) letter});
        }
      } catch (IOException gone) {
        // The client ended it.
      }
    }

    @Override
    public void close() throws IOException {
      server.close();
      client.close();
    }
  }
}
