package io.jararaca.benchmarks;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import io.lettuce.core.RedisClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where and when figures were taken. */
public final class Surroundings {
  private static final Pattern MODEL = Pattern.compile("model name\\s*: (.*)");
  private static final Pattern VERSION = Pattern.compile("redis_version:(\\S+)");

  private final String servers;
  private final double loadBefore = load();

  /**
   * Looks at the machine and asks the servers for their versions.
   *
   * @param backendUrl of Redis
   * @param brokerUrl of RabbitMQ
   */
  public Surroundings(String backendUrl, String brokerUrl) {
    servers = "Redis " + redisVersion(backendUrl) + ", RabbitMQ " + rabbitVersion(brokerUrl);
  }

  /** A sentence of date, machine, versions, and load from the beginning until now. */
  public String describe() {
    return String.format(
        Locale.ROOT,
        "%s, %d cores of %s, OpenJDK %s, %s, all on one machine; its load was %.1f before and %.1f after.",
        InstantSource.system().instant().atOffset(ZoneOffset.UTC).toLocalDate(),
        Runtime.getRuntime().availableProcessors(),
        processor(),
        System.getProperty("java.version"),
        servers,
        loadBefore,
        load());
  }

  /** Runnable tasks, as a mean of the last minute. */
  private static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  private static String processor() {
    try {
      Matcher model = MODEL.matcher(Files.readString(Path.of("/proc/cpuinfo")));
      return model.find() ? model.group(1).strip() : System.getProperty("os.arch");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String redisVersion(String url) {
    try (RedisClient client = RedisClient.create(url)) {
      Matcher version = VERSION.matcher(client.connect().sync().info("server"));
      return version.find() ? version.group(1) : "of an unknown version";
    }
  }

  private static String rabbitVersion(String url) {
    ConnectionFactory factory = new ConnectionFactory();
    try {
      factory.setUri(url);
      try (Connection connection = factory.newConnection()) {
        return String.valueOf(connection.getServerProperties().get("version"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (TimeoutException | URISyntaxException | GeneralSecurityException e) {
      throw new IllegalStateException("RabbitMQ does not say its version", e);
    }
  }
}
