package io.jararaca.core.settings;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The variables that tell of one server: {@code X_URL}, or {@code X_URL_FILE} with a file that
 * holds it, and {@code X_CA_FILE}. The URL wins over the file, as what a program says wins over its
 * surroundings.
 *
 * @param name what the variables' names begin with: BACKEND or BROKER
 * @param tlsScheme what the URL begins with where TLS is used
 * @param check what is wrong with a URL, with the mend; empty: nothing
 * @param example a URL
 */
public record ServerVariables(
    String name, String tlsScheme, Function<String, String> check, String example) {

  /** Of Redis. */
  public static final ServerVariables BACKEND =
      of("BACKEND", Set.of("redis", "rediss"), "rediss://", "redis://redis:6379/0");

  /** Of RabbitMQ. */
  public static final ServerVariables BROKER =
      of(
          "BROKER",
          Set.of("amqp", "amqps"),
          "amqps://",
          "amqp://user:password@rabbitmq:5672/?exchange=jararaca");

  private static ServerVariables of(
      String name, Set<String> schemes, String tlsScheme, String example) {
    return new ServerVariables(
        name, tlsScheme, url -> Urls.problem(url, schemes, example), example);
  }

  /** These, with one more check for URLs that pass the first. */
  public ServerVariables checking(Function<String, String> further) {
    return new ServerVariables(
        name,
        tlsScheme,
        url -> {
          String problem = check.apply(url);
          return problem.isEmpty() ? further.apply(url) : problem;
        },
        example);
  }

  /** Reads them, and the files that they name; what is wrong is noted. */
  public ServerAddress read(Environment env) {
    Optional<Path> caFile = file(env, "_CA_FILE");
    Optional<Path> urlFile =
        env.value(name + "_URL", "").isEmpty() ? file(env, "_URL_FILE") : Optional.empty();
    if (urlFile.isEmpty()) {
      String url = env.url(name + "_URL", check, example);
      ServerAddress address =
          new ServerAddress(url.isEmpty() ? example : url, Optional.empty(), caFile);
      checkAuthorities(env, address, url);
      return address;
    }
    ServerAddress address = new ServerAddress("", urlFile, caFile);
    try {
      String url = address.url();
      String problem = url.isEmpty() ? "is empty" : check.apply(url);
      if (!problem.isEmpty()) {
        env.refuse(name + "_URL_FILE", urlFile.get().toString(), "the URL in it: " + problem);
      }
      checkAuthorities(env, address, url);
    } catch (IOException e) {
      env.refuse(name + "_URL_FILE", urlFile.get().toString(), "cannot be read (" + e + ")");
    }
    return address;
  }

  private void checkAuthorities(Environment env, ServerAddress address, String url) {
    if (address.caFile().isEmpty()) {
      return;
    }
    String shown = address.caFile().get().toString();
    try {
      address.trust();
      if (!url.isEmpty() && !url.startsWith(tlsScheme)) {
        env.refuse(name + "_CA_FILE", shown, "begin the URL with " + tlsScheme + ", for TLS");
      }
    } catch (IOException e) {
      env.refuse(name + "_CA_FILE", shown, "name a PEM file of certificates (" + e + ")");
    }
  }

  private Optional<Path> file(Environment env, String suffix) {
    String value = env.value(name + suffix, "");
    return value.isEmpty() ? Optional.empty() : Optional.of(Path.of(value));
  }
}
