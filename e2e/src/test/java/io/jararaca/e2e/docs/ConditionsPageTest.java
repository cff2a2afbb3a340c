package io.jararaca.e2e.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.jararaca.core.run.RunState;
import io.jararaca.crds.v1alpha1.Condition;
import io.jararaca.operator.status.Reasons;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/conditions.md has every condition and reason that the operator gives, and no other. */
class ConditionsPageTest {

  private static final Pattern CODE = Pattern.compile("`(\\w+)`");
  private static final int CONDITION = 1;
  private static final int REASON = 3;

  private final List<String[]> rows;

  ConditionsPageTest() throws IOException {
    rows =
        Files.readAllLines(Path.of("..", "docs", "conditions.md")).stream()
            .filter(line -> line.startsWith("| `"))
            .map(line -> line.split("\\|"))
            .toList();
  }

  @Test
  void every_condition_has_its_rows() {
    assertThat(codes(rows.stream().filter(row -> row.length > 5), CONDITION))
        .isEqualTo(constants(Condition.class));
  }

  @Test
  void every_reason_has_its_row() {
    Set<String> reasons = constants(Reasons.class);
    Arrays.stream(RunState.values()).map(RunState::label).forEach(reasons::add);

    Set<String> written = codes(rows.stream().filter(row -> row.length > 5), REASON);
    written.addAll(codes(rows.stream().filter(row -> row.length <= 5), CONDITION));

    assertThat(written).isEqualTo(reasons);
  }

  @Test
  void what_is_not_as_it_should_be_says_what_to_do() {
    assertThat(rows.stream().filter(row -> row.length > 5 && row[2].contains("False")))
        .isNotEmpty()
        .allSatisfy(row -> assertThat(row[5]).as(String.join("|", row)).isNotBlank());
  }

  private static Set<String> codes(Stream<String[]> rows, int cell) {
    return rows.flatMap(row -> CODE.matcher(row[cell]).results())
        .map(code -> code.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> constants(Class<?> holder) {
    return Arrays.stream(holder.getFields())
        .filter(field -> field.getType() == String.class)
        .filter(field -> Modifier.isStatic(field.getModifiers()))
        .map(ConditionsPageTest::value)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String value(Field constant) {
    try {
      return (String) constant.get(null);
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }
}
