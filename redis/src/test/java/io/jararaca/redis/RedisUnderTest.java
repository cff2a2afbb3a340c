package io.jararaca.redis;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;

/** One server and one backend for all tests of a JVM, and a second way to the server's commands. */
final class RedisUnderTest {

  private static final RedisServer SERVER = RedisServer.start();
  private static final RedisBackend BACKEND = SERVER.connect();
  private static final RedisClient CLIENT = RedisClient.create(SERVER.url());
  private static final StatefulRedisConnection<String, String> COMMANDS = CLIENT.connect();

  private RedisUnderTest() {}

  /** The shared backend, on a server that was just emptied. */
  static RedisBackend emptied() {
    COMMANDS.sync().flushall();
    return BACKEND;
  }

  static StatefulRedisConnection<String, String> commands() {
    return COMMANDS;
  }
}
