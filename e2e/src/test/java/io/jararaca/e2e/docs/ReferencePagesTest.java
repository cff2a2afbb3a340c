package io.jararaca.e2e.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.jararaca.health.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReferencePagesTest {

  private static final Path ROOT = Path.of("..");

  @Test
  void the_pages_are_those_of_the_code() throws IOException {
    for (var page : ReferencePages.below(ROOT).entrySet()) {
      assertThat(Files.readString(page.getKey()))
          .as("%s: run ./dev docs", page.getKey())
          .isEqualTo(page.getValue());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"helm/jararaca/files/alerts.yaml", "helm/jararaca/files/dashboard.json"})
  void alerts_and_dashboard_ask_for_metrics_that_there_are(String file) throws IOException {
    Set<String> known =
        MetricsPage.all().stream().map(Metric::prometheusName).collect(Collectors.toSet());

    List<String> asked =
        Pattern.compile("jararaca_[a-z_]+")
            .matcher(Files.readString(ROOT.resolve(file)))
            .results()
            .map(MatchResult::group)
            .map(name -> name.replaceFirst("(?<=_seconds)_(bucket|count|sum)$", ""))
            .toList();

    assertThat(asked).isNotEmpty().allSatisfy(name -> assertThat(known).contains(name));
  }
}
