package io.jararaca.worker.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The namespace of the pod that this process runs in. */
public final class PodNamespace {

  /** Where Kubernetes writes it, beside the service account's token. */
  public static final Path FILE =
      Path.of("/var/run/secrets/kubernetes.io/serviceaccount/namespace");

  private static final Logger LOG = LoggerFactory.getLogger(PodNamespace.class);

  private PodNamespace() {}

  static Optional<String> in(Path file) {
    if (!Files.isReadable(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Files.readString(file).strip()).filter(text -> !text.isEmpty());
    } catch (IOException e) {
      LOG.warn("{} cannot be read; set NAMESPACE: {}", file, e.toString());
      return Optional.empty();
    }
  }
}
