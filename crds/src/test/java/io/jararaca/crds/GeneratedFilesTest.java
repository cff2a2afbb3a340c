package io.jararaca.crds;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class GeneratedFilesTest {
  private static final Path ROOT = Path.of("..");

  @Test
  void what_is_checked_in_is_what_the_types_say() throws IOException {
    for (var file : GeneratedFiles.below(ROOT).entrySet()) {
      assertThat(file.getKey())
          .as("%s has drifted from the Java types; run: %s", file.getKey(), GeneratedFiles.COMMAND)
          .hasContent(file.getValue());
    }
  }

  @Test
  void no_definition_is_left_over() throws IOException {
    var generated = GeneratedFiles.below(ROOT).keySet();

    try (var files = Files.list(ROOT.resolve("helm/jararaca/files/crds"))) {
      assertThat(files).isNotEmpty().allMatch(generated::contains);
    }
  }
}
