package io.jararaca.e2e.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpectationTest {
  private static final String RESOURCE =
      """
      {"status": {"phase": "Succeeded", "attempts": 3,
        "conditions": [{"type": "Scheduled", "status": "True"}, {"type": "Ready", "status": "False"}]}}
      """;

  @ParameterizedTest
  @CsvSource({
    "# expect: .status.phase = Succeeded, true",
    "# expect: .status.phase = Failed, false",
    "# expect: .status.attempts >= 3, true",
    "#expect: .status.attempts >= 4, false",
    "# expect: .status.conditions[Ready].status = False, true",
    "# expect: .status.conditions[Scheduled].status = False, false",
    "# expect: .status.conditions[LedgerIntact].status = True, false",
    "# expect: .status.counters.succeeded >= 0, false",
  })
  void a_field_is_compared_with_what_the_comment_says(String line, boolean met) throws Exception {
    JsonNode resource = new ObjectMapper().readTree(RESOURCE);

    Expectation expectation = Expectation.parse(line).orElseThrow();

    assertThat(expectation.isMetBy(resource)).isEqualTo(met);
  }

  @ParameterizedTest
  @ValueSource(strings = {"# Runs as expected.", "kind: ScheduledAction", "", "# unexpected: x"})
  void other_lines_expect_nothing(String line) {
    assertThat(Expectation.parse(line)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "# expect .status.phase = Succeeded",
        "# expect: status.phase = Failed",
        "# expect: .status.phase"
      })
  void an_expectation_in_a_wrong_form_is_refused_rather_than_passed_over(String line) {
    assertThatThrownBy(() -> Expectation.parse(line)).hasMessageContaining("write it as");
  }

  @Test
  void a_number_is_compared_as_a_number() throws Exception {
    JsonNode resource = new ObjectMapper().readTree("{\"status\": {\"attempts\": 10}}");

    assertThat(new Expectation(".status.attempts", ">=", "9").isMetBy(resource)).isTrue();
  }
}
