package io.jararaca.crds;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CrdYamlTest {
  private static final Path CHECKED_IN = Path.of("..").resolve(CrdYaml.FOLDER);

  @Test
  void the_checked_in_definitions_are_those_of_the_types() throws IOException {
    var checkedIn = new TreeMap<String, String>();
    try (var files = Files.list(CHECKED_IN)) {
      for (Path file : files.toList()) {
        checkedIn.put(file.getFileName().toString(), Files.readString(file));
      }
    }

    assertThat(checkedIn)
        .as("%s has drifted from the Java types; run: %s", CrdYaml.FOLDER, CrdYaml.REGENERATE)
        .isEqualTo(CrdYaml.generate());
  }
}
