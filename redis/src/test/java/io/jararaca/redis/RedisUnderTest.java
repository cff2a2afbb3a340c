package io.jararaca.redis;

/** One server and one backend for all tests of a JVM. */
public final class RedisUnderTest {

  private static final RedisServer SERVER = RedisServer.start();
  private static final RedisBackend BACKEND = SERVER.connect();
  private static final Commands COMMANDS = new Commands(SERVER);

  private RedisUnderTest() {}

  /** The shared backend, on a server that was just emptied. */
  public static RedisBackend emptied() {
    COMMANDS.send("FLUSHALL");
    return BACKEND;
  }

  static Commands commands() {
    return COMMANDS;
  }
}
