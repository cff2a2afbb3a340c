package io.jararaca.e2e.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReliabilityPageTest {

  private static final List<Fault> FAULTS = Faults.all(SoakForm.LONG);

  @Test
  void the_page_has_a_row_for_each_fault_and_no_other() {
    assertThat(ReliabilityPage.of(Path.of("..")).rows().keySet())
        .as("./dev soak writes them")
        .containsExactlyElementsOf(FAULTS.stream().map(Fault::name).toList());
  }

  @Test
  void a_soak_replaces_the_rows_of_its_faults_and_keeps_the_others(@TempDir Path root)
      throws IOException {
    Path page = Files.createDirectories(root.resolve("docs")).resolve("reliability.md");
    Files.copy(Path.of("..", "docs", "reliability.md"), page);
    Map<String, String> before = ReliabilityPage.of(root).rows();
    Fault first = FAULTS.get(0);

    ReliabilityPage.of(root)
        .write(Map.of(first.name(), List.of(struck(first, 1), struck(first, 9), struck(first, 2))));

    Map<String, String> after = ReliabilityPage.of(root).rows();
    assertThat(after.get(first.name()))
        .isEqualTo("| kill -9 of the leader | 3 | 2.0 s, 9.0 s | 12 s | 4.0 s, 18.0 s |");
    before.remove(first.name());
    assertThat(after).containsAllEntriesOf(before).hasSize(FAULTS.size());
  }

  private static Soak.Struck struck(Fault fault, int seconds) {
    return new Soak.Struck(fault, Duration.ofSeconds(seconds), Duration.ofSeconds(2L * seconds));
  }
}
