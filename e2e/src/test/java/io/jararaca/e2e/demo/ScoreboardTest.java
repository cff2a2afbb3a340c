package io.jararaca.e2e.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScoreboardTest {
  private static final String MANIFEST =
      """
      # Says hello.
      # expect: .status.phase = Succeeded
      apiVersion: jararaca.io/v1alpha1
      kind: DelayedMessage
      metadata:
        name: hello
      """;

  @Test
  void an_example_that_has_once_reached_its_state_keeps_it(@TempDir Path folder) throws Exception {
    Scoreboard scoreboard = new Scoreboard(examples(folder, MANIFEST));

    note(scoreboard, "hello", "Succeeded");
    note(scoreboard, "hello", "Failed");

    assertThat(scoreboard.allReached()).isTrue();
    assertThat(scoreboard.lines()).singleElement().asString().startsWith("reached  hello.yaml");
  }

  @Test
  void an_example_that_has_not_reached_its_state_is_named_with_what_was_found(@TempDir Path folder)
      throws Exception {
    Scoreboard scoreboard = new Scoreboard(examples(folder, MANIFEST));

    note(scoreboard, "other", "Succeeded");
    note(scoreboard, "hello", "Pending");

    assertThat(scoreboard.allReached()).isFalse();
    assertThat(scoreboard.lines())
        .containsExactly("MISSED   hello.yaml: .status.phase = Succeeded, found \"Pending\"");
  }

  @Test
  void an_example_that_expects_nothing_is_refused(@TempDir Path folder) {
    assertThatThrownBy(() -> examples(folder, MANIFEST.replace("expect", "hope")))
        .hasMessageContaining("hello.yaml has no line");
  }

  private static List<Example> examples(Path folder, String manifest) throws Exception {
    Files.writeString(folder.resolve("hello.yaml"), manifest);
    return Example.in(folder);
  }

  private static void note(Scoreboard scoreboard, String name, String phase) throws Exception {
    String list =
        "{'items': [{'kind': 'DelayedMessage', 'metadata': {'name': '%s'}, 'status': {'phase': '%s'}}]}"
            .formatted(name, phase);
    scoreboard.note(new ObjectMapper().readTree(list.replace('\'', '"')));
  }
}
