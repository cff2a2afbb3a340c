package io.jararaca.e2e.soak;

import io.jararaca.e2e.install.Replica;
import io.jararaca.e2e.mainjob.RunningInstall;
import io.jararaca.e2e.server.Kubectl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** What a person sees of a fault, noted for docs/reliability.md: a file for each. */
final class Looks {

  private final Path folder;
  private final Kubectl kubectl;
  private final RunningInstall install;

  /**
   * @param folder gets the files
   */
  Looks(Path folder, Kubectl kubectl, RunningInstall install) {
    try {
      this.folder = Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.kubectl = kubectl;
    this.install = install;
  }

  void note(String fault, String when) {
    List<String> lines = new ArrayList<>(List.of("== " + when));
    show(lines, "get", "sact", "action-0", "action-2");
    show(lines, "get", "sact", "refused-0", "--ignore-not-found");
    show(lines, "get", "dmsg");
    show(
        lines,
        "get",
        "sact",
        "action-0",
        "-o",
        "jsonpath={range .status.conditions[*]}{.type}={.status} {.reason}: {.message}{\"\\n\"}{end}");
    show(lines, "get", "events", "--sort-by=.lastTimestamp");
    List<Replica> replicas = new ArrayList<>(install.operators());
    replicas.addAll(install.workers());
    for (Replica replica : replicas) {
      lines.add("-- " + replica.process().name());
      try {
        lines.add(replica.readiness());
      } catch (IOException e) {
        lines.add("no answer: " + e.getMessage());
      }
    }
    try {
      Path file = folder.resolve(fault.replaceAll("[^A-Za-z0-9]+", "-") + ".txt");
      Files.write(file, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void show(List<String> lines, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("-n", "soak"));
    lines.add("$ kubectl " + String.join(" ", all));
    Kubectl.Outcome outcome = kubectl.attempt(all.toArray(String[]::new));
    lines.add(outcome.output() + outcome.errors());
  }
}
