package io.jararaca.crds;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.jararaca.crds.v1alpha1.DelayedMessageSpec;
import io.jararaca.crds.v1alpha1.DelayedMessageStatus;
import io.jararaca.crds.v1alpha1.ScheduledActionSpec;
import io.jararaca.crds.v1alpha1.ScheduledActionStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * The files that come from the Java types: the definitions, where the chart and kubectl take them
 * from, and the tables of the reference.
 */
public final class GeneratedFiles {
  static final String COMMAND = "./dev crds";
  private static final Path DEFINITIONS = Path.of("helm", "jararaca", "files", "crds");
  private static final Path REFERENCE = Path.of("docs", "resources.md");

  private GeneratedFiles() {}

  /**
   * Writes them.
   *
   * @param args the project's root folder
   */
  public static void main(String[] args) throws IOException {
    Path root = Path.of(args[0]);
    for (var file : below(root).entrySet()) {
      Files.createDirectories(file.getKey().getParent());
      Files.writeString(file.getKey(), file.getValue());
    }
  }

  /**
   * Path to content. What people wrote around the reference's tables is taken over from the file
   * that is there.
   */
  static Map<Path, String> below(Path root) throws IOException {
    Map<String, String> definitions = CrdYaml.generate();
    Map<Path, String> files = new TreeMap<>();
    definitions.forEach(
        (name, yaml) ->
            files.put(
                root.resolve(DEFINITIONS).resolve(name),
                "# Generated from the Java types in crds/. Do not edit; change those and run: "
                    + COMMAND
                    + "\n"
                    + yaml));
    Path reference = root.resolve(REFERENCE);
    files.put(reference, withTables(Files.readString(reference), definitions));
    return files;
  }

  private static String withTables(String text, Map<String, String> definitions)
      throws IOException {
    var actions = reference(definitions, "scheduledactions.yaml");
    var messages = reference(definitions, "delayedmessages.yaml");
    Map<String, String> tables =
        Map.of(
            "sact spec", actions.fields("spec", ScheduledActionSpec.class, true),
            "sact refusals", actions.refusals(),
            "sact status", actions.fields("status", ScheduledActionStatus.class, false),
            "sact columns", actions.columns(),
            "dmsg spec", messages.fields("spec", DelayedMessageSpec.class, true),
            "dmsg refusals", messages.refusals(),
            "dmsg status", messages.fields("status", DelayedMessageStatus.class, false),
            "dmsg columns", messages.columns());
    String result = text;
    for (var table : tables.entrySet()) {
      String begin = "<!-- generated: %s -->\n".formatted(table.getKey());
      int from = result.indexOf(begin);
      int to = result.indexOf("<!-- end -->", from);
      if (from < 0 || to < 0) {
        throw new IllegalStateException(REFERENCE + " has no place for \"" + table.getKey() + "\"");
      }
      result =
          result.substring(0, from + begin.length())
              + table.getValue()
              + "\n"
              + result.substring(to);
    }
    return result;
  }

  private static ResourceReference reference(Map<String, String> definitions, String name)
      throws IOException {
    JsonNode definition = new YAMLMapper().readTree(definitions.get(name));
    return new ResourceReference(definition);
  }
}
