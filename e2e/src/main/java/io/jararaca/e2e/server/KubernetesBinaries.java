package io.jararaca.e2e.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor.Version;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where kube-apiserver, etcd and kube-controller-manager are: named by KUBE_API_TEST_DIR and
 * KUBE_API_TEST_API_SERVER_VERSION in the layout of fabric8's kube-api-test, else in the user's
 * cache, where {@code ./dev needs} puts them.
 */
final class KubernetesBinaries {
  private KubernetesBinaries() {}

  /**
   * The program of that name.
   *
   * @throws IllegalStateException naming the remedy if there is none
   */
  static Path find(String name) {
    Path program = folder(System.getenv()).resolve(name);
    if (!Files.isExecutable(program)) {
      throw new IllegalStateException("no " + program + ": run ./dev needs");
    }
    return program;
  }

  private static Path folder(Map<String, String> environment) {
    Optional<String> version =
        Optional.ofNullable(environment.get("KUBE_API_TEST_API_SERVER_VERSION"));
    Optional<Path> folder = Optional.ofNullable(environment.get("KUBE_API_TEST_DIR")).map(Path::of);
    String user = System.getProperty("user.home");
    Path cache =
        Optional.ofNullable(environment.get("XDG_CACHE_HOME"))
            .map(Path::of)
            .orElse(Path.of(user, ".cache"));
    Path versions = folder.orElse(cache.resolve("jararaca").resolve("apiserver")).resolve("k8s");
    return version.map(v -> versions.resolve(v + platform())).orElseGet(() -> newest(versions));
  }

  private static Path newest(Path versions) {
    try (Stream<Path> found = Files.list(versions)) {
      return found
          .filter(version -> version.toString().endsWith(platform()))
          .filter(version -> Files.isExecutable(version.resolve("kube-apiserver")))
          .max(Comparator.comparing(KubernetesBinaries::version))
          .orElseThrow(
              () ->
                  new IllegalStateException("no API server in " + versions + ": run ./dev needs"));
    } catch (NoSuchFileException e) {
      throw new IllegalStateException("no " + versions + ": run ./dev needs", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Version version(Path folder) {
    return Version.parse(folder.getFileName().toString().replace(platform(), ""));
  }

  private static String platform() {
    return "-linux-" + (System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64");
  }
}
