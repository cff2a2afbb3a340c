package io.jararaca.e2e.soak;

import io.jararaca.e2e.fault.TcpProxy;
import io.jararaca.e2e.server.ApiServer;
import io.jararaca.e2e.server.RabbitServer;
import io.jararaca.e2e.server.RedisServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The ways between processes and servers.
 *
 * @param observer leads the judge to Redis, and is never cut
 */
record Network(
    TcpProxy operatorsToRedis,
    TcpProxy workersToRedis,
    TcpProxy operatorsToRabbit,
    TcpProxy workersToRabbit,
    TcpProxy operatorsToApi,
    TcpProxy observer)
    implements AutoCloseable {

  static Network to(ApiServer api, RedisServer redis, RabbitServer rabbit) {
    return new Network(
        new TcpProxy(redis.port()),
        new TcpProxy(redis.port()),
        new TcpProxy(rabbit.port()),
        new TcpProxy(rabbit.port()),
        new TcpProxy(api.port()),
        new TcpProxy(redis.port()));
  }

  List<TcpProxy> toRedis() {
    return List.of(operatorsToRedis, workersToRedis);
  }

  List<TcpProxy> toRabbit() {
    return List.of(operatorsToRabbit, workersToRabbit);
  }

  List<TcpProxy> all() {
    return List.of(
        operatorsToRedis, workersToRedis, operatorsToRabbit, workersToRabbit, operatorsToApi);
  }

  static String redisUrl(TcpProxy way) {
    return "redis://127.0.0.1:" + way.port();
  }

  static String rabbitUrl(TcpProxy way) {
    return "amqp://guest:guest@127.0.0.1:" + way.port() + "/%2F";
  }

  /** A kubeconfig by which operators take their own way. */
  Path kubeconfig(ApiServer api, Path file) {
    try {
      String direct = Files.readString(api.kubeconfig());
      return Files.writeString(
          file, direct.replace(api.url(), "https://127.0.0.1:" + operatorsToApi.port()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes Redis be another server, for everybody. */
  void leadToRedis(RedisServer redis) {
    toRedis().forEach(way -> way.retarget(redis.port()));
    observer.retarget(redis.port());
  }

  @Override
  public void close() {
    all().forEach(TcpProxy::close);
    observer.close();
  }
}
