package io.jararaca.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What documents show of {@code jararaca next} is what it prints. */
class DocumentedCommandsTest {

  private static final Pattern SHOWN =
      Pattern.compile("^\\$ jararaca (next .*)\\n([\\s\\S]*?)^```$", Pattern.MULTILINE);
  private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");
  private static final Pattern ZONE_DATA = Pattern.compile("zone data \\w+");

  @ParameterizedTest
  @ValueSource(strings = {"README.md", "docs/cli.md"})
  void previews_are_as_documented(String document) throws IOException {
    Matcher shown = SHOWN.matcher(Files.readString(Path.of("..", document)));

    int previews = 0;
    for (; shown.find(); previews++) {
      CommandRun run = CommandRun.of(words(shown.group(1)));
      assertThat(run.err()).isEmpty();
      assertThat(withoutRelease(run.out())).isEqualTo(withoutRelease(shown.group(2)));
    }
    assertThat(previews).as("previews in " + document).isPositive();
  }

  /** The zone data differs from JVM to JVM. */
  private static List<String> withoutRelease(String text) {
    return ZONE_DATA.matcher(text).replaceAll("zone data").lines().toList();
  }

  private static String[] words(String commandLine) {
    List<String> words = new ArrayList<>();
    for (Matcher word = WORD.matcher(commandLine); word.find(); ) {
      words.add(word.group(1) == null ? word.group(2) : word.group(1));
    }
    return words.toArray(String[]::new);
  }
}
