package io.jararaca.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What README and docs show is what runs. */
class ReadmeTest {

  private static final Path ROOT = Path.of("..");
  private static final Pattern SNIPPET =
      Pattern.compile("<!-- (\\S+) -->\\n```\\w+\\n(.*?)```", Pattern.DOTALL);

  @Test
  void every_snippet_stands_word_for_word_in_the_file_that_it_names() throws IOException {
    assertThat(snippets("README.md"))
        .containsExactly(
            "examples/heartbeat.yaml",
            "examples/src/main/java/io/jararaca/examples/Heartbeat.java");
    assertThat(snippets("docs/messages.md"))
        .containsExactly(
            "examples/delayed-message.yaml",
            "examples/src/main/java/io/jararaca/examples/Checkout.java");
  }

  /** The files that a page quotes, each compared. */
  private static List<String> snippets(String page) throws IOException {
    Matcher snippets = SNIPPET.matcher(Files.readString(ROOT.resolve(page)));
    List<String> files = new ArrayList<>();

    while (snippets.find()) {
      files.add(snippets.group(1));
      assertThat(ROOT.resolve(snippets.group(1))).content().contains(snippets.group(2));
    }

    return files;
  }
}
