package io.jararaca.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.RedisCommandExecutionException;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A connection that waits for each answer on the caller's thread (RESP2), several times as quick as
 * one that hands it from thread to thread.
 */
final class PlainConnection {

  private final OutputStream out;
  private final InputStream in;

  PlainConnection(int port) {
    try {
      Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket.setTcpNoDelay(true);
      out = new BufferedOutputStream(socket.getOutputStream(), 1 << 16);
      in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @return a text (bytes), a number (Long), a list of these, or nothing
   * @throws RedisCommandExecutionException what the server says is wrong
   */
  @Nullable Object send(List<byte[]> words) {
    return sendAll(List.of(words)).get(0);
  }

  /** Sends all before it waits for the first answer. */
  List<@Nullable Object> sendAll(List<List<byte[]>> commands) {
    try {
      for (List<byte[]> words : commands) {
        line('*', words.size());
        for (byte[] word : words) {
          line('$', word.length);
          out.write(word);
          out.write('\r');
          out.write('\n');
        }
      }
      out.flush();
      List<@Nullable Object> answers = new ArrayList<>();
      for (int i = 0; i < commands.size(); i++) {
        answers.add(answer());
      }
      return answers;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void line(char kind, int number) throws IOException {
    out.write((kind + Integer.toString(number) + "\r\n").getBytes(UTF_8));
  }

  private @Nullable Object answer() throws IOException {
    int kind = in.read();
    String line = line();
    switch (kind) {
      case '+':
        return line.getBytes(UTF_8);
      case '-':
        throw new RedisCommandExecutionException(line);
      case ':':
        return Long.parseLong(line);
      case '$':
        int length = Integer.parseInt(line);
        return length < 0 ? null : bytes(length);
      case '*':
        List<@Nullable Object> list = new ArrayList<>();
        for (int i = Integer.parseInt(line); i > 0; i--) {
          list.add(answer());
        }
        return list;
      default:
        throw new EOFException("Redis answered '" + (char) kind + line + "'");
    }
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\r'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("Redis closed the connection");
      }
      line.append((char) c);
    }
    in.read();
    return line.toString();
  }

  private byte[] bytes(int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    in.skipNBytes(2);
    return bytes;
  }
}
