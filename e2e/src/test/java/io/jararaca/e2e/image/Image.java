package io.jararaca.e2e.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jararaca.e2e.process.OsProcess;
import io.jararaca.e2e.process.Sandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * An image that was unpacked.
 *
 * @param root its file system
 * @param config user, environment, entrypoint, labels
 */
record Image(Path root, JsonNode config) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String CLASS_PATH = "app/jib-classpath-file";

  /**
   * Unpacks what the build left there.
   *
   * @throws IllegalStateException if it left nothing
   */
  static Image ofModule(String module, Sandbox sandbox) {
    Path tar = Path.of("..", module, "target", "image.tar").toAbsolutePath();
    if (!Files.exists(tar)) {
      throw new IllegalStateException("no " + tar + ": build with -Pimages, as ./dev verify does");
    }
    Path packed = sandbox.folder(module + "-image");
    Path root = sandbox.folder(module + "-root");
    unpack(sandbox, tar, packed);
    letOthersIn(root);
    JsonNode manifest = read(packed.resolve("manifest.json")).get(0);
    for (JsonNode layer : manifest.path("Layers")) {
      unpack(sandbox, packed.resolve(layer.asText()), root);
    }
    JsonNode config = read(packed.resolve(manifest.path("Config").asText())).path("config");
    return new Image(root, config);
  }

  /**
   * Runs the entrypoint on this machine's Java: as the image's user if this is root, with its
   * variables and no others, its root where ours is not.
   */
  OsProcess run(
      Sandbox sandbox, String name, Map<String, String> environment, String... arguments) {
    Map<String, String> variables = new LinkedHashMap<>();
    config.path("Env").forEach(entry -> put(variables, entry.asText()));
    variables.putAll(environment);
    List<String> command = new ArrayList<>();
    if (System.getProperty("user.name").equals("root")) {
      String[] user = config.path("User").asText().split(":");
      command.addAll(List.of("setpriv", "--reuid", user[0], "--regid", user[1], "--clear-groups"));
    }
    command.add("env");
    System.getenv().keySet().forEach(own -> command.addAll(List.of("-u", own)));
    variables.forEach((key, value) -> command.add(key + "=" + value));
    relocateClassPath();
    config.path("Entrypoint").forEach(word -> command.add(relocated(word.asText())));
    command.addAll(List.of(arguments));
    return sandbox.start(name, command, Map.of());
  }

  private String relocated(String word) {
    if (word.equals("java")) {
      return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
    return word.replace("@/app/", "@" + root + "/app/");
  }

  private void relocateClassPath() {
    Path file = root.resolve(CLASS_PATH);
    try {
      String classPath = Files.readString(file);
      if (!classPath.contains(root.toString())) {
        Files.writeString(file, classPath.replace("/app/", root + "/app/"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void put(Map<String, String> variables, String entry) {
    int equals = entry.indexOf('=');
    variables.put(entry.substring(0, equals), entry.substring(equals + 1));
  }

  /** A sandbox is its owner's alone; the image's user is another. */
  private static void letOthersIn(Path root) {
    try {
      Files.setPosixFilePermissions(
          Objects.requireNonNull(root.getParent()), PosixFilePermissions.fromString("rwx--x--x"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void unpack(Sandbox sandbox, Path tar, Path folder) {
    List<String> command = List.of("tar", "-xf", tar.toString(), "-C", folder.toString());
    OsProcess unpacking = sandbox.start("unpack", command, Map.of());
    if (unpacking.awaitExit(PATIENCE) != 0) {
      throw new IllegalStateException("cannot unpack " + tar + "\n" + unpacking.tail());
    }
  }

  private static JsonNode read(Path file) {
    try {
      return JSON.readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
