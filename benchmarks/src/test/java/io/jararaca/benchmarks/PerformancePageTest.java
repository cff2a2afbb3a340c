package io.jararaca.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PerformancePageTest {

  @Test
  void a_bench_replaces_its_own_section_and_nothing_else(@TempDir Path folder) throws IOException {
    Path path = folder.resolve("performance.md");
    Files.writeString(
        path,
        "before\n<!-- ./dev bench one -->\nold\nfigures\n<!-- end of ./dev bench one -->\nafter\n");

    new PerformancePage(path).write("one", "new\n\n");

    assertThat(path)
        .hasContent(
            "before\n<!-- ./dev bench one -->\nnew\n<!-- end of ./dev bench one -->\nafter\n");
  }

  @Test
  void a_page_without_a_place_for_it_is_left_alone(@TempDir Path folder) throws IOException {
    Path path = Files.writeString(folder.resolve("performance.md"), "all there is\n");

    assertThatThrownBy(() -> new PerformancePage(path).write("one", "new"))
        .hasMessageContaining("no place for one");
    assertThat(path).hasContent("all there is\n");
  }

  @Test
  void the_real_page_has_a_place_for_each_bench() throws IOException {
    String page = Files.readString(Path.of("../docs/performance.md"));

    for (String bench : List.of("limits", "dispatch", "lateness", "peers")) {
      assertThat(page)
          .containsOnlyOnce("<!-- ./dev bench " + bench + " -->\n")
          .containsOnlyOnce("<!-- end of ./dev bench " + bench + " -->\n");
    }
  }
}
