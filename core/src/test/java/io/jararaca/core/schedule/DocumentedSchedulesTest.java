package io.jararaca.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every example of docs/schedules.md is what the code does. */
class DocumentedSchedulesTest {
  private static final List<String> LINES = lines();

  @Test
  void next_ticks_are_as_documented() {
    List<List<String>> examples = rows(cells -> cells.get(cells.size() - 1).matches("20\\d\\d-.*"));

    assertThat(examples).hasSizeGreaterThan(28);
    for (List<String> example : examples) {
      int last = example.size() - 1;
      List<Instant> ticks = Stream.of(example.get(last).split(" ")).map(Instant::parse).toList();
      Instant after = Instant.parse(example.get(last - 1));
      assertThat(spec(example).compile().next(after, ticks.size()))
          .as("%s", example)
          .isEqualTo(ticks);
    }
  }

  @Test
  void words_are_as_documented() {
    List<List<String>> examples = table("| Expression | In words |");

    assertThat(examples).hasSizeGreaterThan(8);
    for (List<String> example : examples) {
      assertThat(Timing.parse(example.get(0)).words()).isEqualTo(example.get(1));
    }
  }

  @Test
  void impossible_dates_are_as_documented() {
    List<List<String>> examples = table("| Expression | Why |");

    assertThat(examples).hasSize(3);
    for (List<String> example : examples) {
      Schedule schedule = ScheduleSpec.of(example.get(0)).compile();
      assertThat(schedule.never()).contains(example.get(1));
      assertThat(schedule.next(Instant.EPOCH)).isEmpty();
    }
  }

  @Test
  void messages_are_as_documented() {
    List<String> messages = LINES.stream().filter(line -> line.startsWith("cron \"")).toList();

    assertThat(messages).hasSizeGreaterThan(8);
    for (String message : messages) {
      String expression = message.substring("cron \"".length(), message.indexOf("\": "));
      assertThatThrownBy(() -> ScheduleSpec.of(expression).compile()).hasMessage(message);
    }
  }

  private static ScheduleSpec spec(List<String> example) {
    ScheduleSpec spec = ScheduleSpec.of(example.get(0));
    if (example.get(0).startsWith("@every")) {
      return spec.withAnchor(Instant.parse(example.get(1)));
    }
    return spec.withTimeZone(example.get(1))
        .withDstGapPolicy(
            example.get(2).equals("Skip") ? DstGapPolicy.SKIP : DstGapPolicy.NEXT_VALID);
  }

  private static List<List<String>> table(String header) {
    int begin = LINES.indexOf(header) + 2;
    return LINES.subList(begin, LINES.size()).stream()
        .takeWhile(line -> line.startsWith("|"))
        .map(DocumentedSchedulesTest::cells)
        .toList();
  }

  private static List<List<String>> rows(Predicate<List<String>> wanted) {
    return LINES.stream()
        .filter(line -> line.startsWith("|"))
        .map(DocumentedSchedulesTest::cells)
        .filter(wanted)
        .toList();
  }

  private static List<String> cells(String line) {
    return Arrays.stream(line.substring(1).split("\\|"))
        .map(cell -> cell.strip().replace("`", ""))
        .toList();
  }

  private static List<String> lines() {
    try {
      return Files.readAllLines(Path.of("..", "docs", "schedules.md"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
