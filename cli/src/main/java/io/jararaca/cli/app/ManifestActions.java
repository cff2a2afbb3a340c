package io.jararaca.cli.app;

import io.jararaca.cli.CommandFailure;
import io.jararaca.core.action.ActionDefinition;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ScheduledActions of a YAML file or a folder of them. When a file that was read before is
 * broken, it goes on saying what it said last; when one is broken from the start, nothing is read.
 */
final class ManifestActions implements ActionSource {

  private static final Logger LOG = LoggerFactory.getLogger(ManifestActions.class);

  private final Path path;
  private final String namespace;
  private final Map<Path, List<ActionDefinition>> lastGood = new LinkedHashMap<>();

  ManifestActions(Path path, String namespace) {
    this.path = path;
    this.namespace = namespace;
  }

  @Override
  public List<ActionDefinition> read() {
    List<Path> files = SourceFiles.below(path, AppPath::isYaml);
    List<String> problems = new ArrayList<>();
    lastGood.keySet().retainAll(files);
    for (Path file : files) {
      try {
        lastGood.put(file, ManifestFile.read(file, namespace));
      } catch (CommandFailure broken) {
        @Nullable List<ActionDefinition> before = lastGood.get(file);
        if (before == null) {
          problems.add(String.valueOf(broken.getMessage()));
        } else {
          LOG.error("{}\nwhat it said before stays in force", broken.getMessage());
        }
      }
    }
    if (!problems.isEmpty()) {
      throw CommandFailure.usage(String.join("\n", problems));
    }
    return lastGood.values().stream().flatMap(List::stream).toList();
  }
}
