package io.jararaca.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.NestedMultiOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.ProtocolKeyword;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A way to a server past our adapter, as redis-cli is one. */
final class Commands implements AutoCloseable {

  private final RedisClient client;
  private final StatefulRedisConnection<String, String> connection;

  Commands(RedisServer server) {
    client = RedisClient.create(server.url());
    connection = client.connect();
  }

  /** Sends words; answers a list of numbers, texts and lists, of one for a single value. */
  List<Object> send(String... words) {
    CommandArgs<String, String> arguments = new CommandArgs<>(StringCodec.UTF8);
    for (int i = 1; i < words.length; i++) {
      arguments.add(words[i]);
    }
    ProtocolKeyword command = () -> words[0].getBytes(UTF_8);
    return connection
        .sync()
        .dispatch(command, new NestedMultiOutput<>(StringCodec.UTF8), arguments);
  }

  long number(String... words) {
    return (Long) send(words).get(0);
  }

  @Override
  public void close() {
    client.shutdown(0, 2, TimeUnit.SECONDS);
  }
}
