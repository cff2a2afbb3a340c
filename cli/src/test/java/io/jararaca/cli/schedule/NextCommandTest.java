package io.jararaca.cli.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jararaca.cli.CommandRun;
import io.jararaca.cli.ExitCode;
import io.jararaca.core.schedule.ZoneData;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class NextCommandTest {

  @Test
  void a_preview_says_in_words_what_the_schedule_does() {
    CommandRun run = CommandRun.of("next", "0 3 * * MON", "--zone", "Europe/Berlin");

    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.lines()).startsWith("at 03:00 every Monday, Europe/Berlin", "");
    assertThat(run.lines()).endsWith("", "zone data " + ZoneData.version());
  }

  @Test
  void ten_ticks_are_listed_from_now_in_local_time_and_utc() {
    CommandRun run = CommandRun.of("next", "0 3 * * *", "--zone", "Asia/Tokyo");

    assertThat(run.lines()).filteredOn(line -> line.contains(" +09:00 ")).hasSize(10);
    assertThat(run.lines().get(3))
        .isEqualTo("Sat 2026-03-28 03:00:00 +09:00   2026-03-27T18:00:00Z");
  }

  @Test
  void a_tick_at_the_very_instant_of_from_is_the_first() {
    CommandRun run = CommandRun.of("next", "0 3 * * *", "--from", "2026-05-01T03:00:00Z", "-n1");

    assertThat(run.out()).contains("2026-05-01T03:00:00Z").doesNotContain("2026-05-02");
  }

  @Test
  void a_local_date_or_time_is_one_of_the_zone() {
    String[] common = {"next", "0 0 * * *", "--zone", "America/New_York", "-n", "1", "--from"};

    assertThat(CommandRun.of(with(common, "2026-05-01")).out()).contains("2026-05-01T04:00:00Z");
    assertThat(CommandRun.of(with(common, "2026-05-01T00:01")).out())
        .contains("2026-05-02T04:00:00Z");
    assertThat(CommandRun.of(with(common, "2026-05-01T06:00:00+02:00")).out())
        .contains("2026-05-01T04:00:00Z");
  }

  @Test
  void what_a_change_of_clocks_does_to_a_tick_stands_beside_it() {
    CommandRun run =
        CommandRun.of("next", "30 2 * * *", "--zone", "Europe/Berlin", "--from", "2026-03-29");

    assertThat(run.out())
        .contains(
            "Sun 2026-03-29 03:00:00 +02:00   2026-03-29T01:00:00Z   stands for 2026-03-29 02:30,"
                + " which does not exist: clocks go from 02:00 to 03:00");
  }

  @Test
  void the_policy_for_gaps_can_be_chosen() {
    CommandRun run =
        CommandRun.of(
            with(
                new String[] {"next", "30 2 * * *", "-z", "Europe/Berlin", "--from", "2026-03-29"},
                "--dst-gap-policy",
                "Skip"));

    assertThat(run.out()).contains("2026-03-30T00:30:00Z   comes after a skip of 2026-03-29 02:30");
  }

  @Test
  void json_holds_all_that_the_text_does() throws Exception {
    CommandRun run =
        CommandRun.of(
            "next", "30 2 * * *", "--zone", "Europe/Berlin", "--from", "2026-03-29", "-o", "json");

    JsonNode json = new ObjectMapper().readTree(run.out());
    assertThat(json.get("cron").asText()).isEqualTo("30 2 * * *");
    assertThat(json.get("timeZone").asText()).isEqualTo("Europe/Berlin");
    assertThat(json.get("description").asText()).isEqualTo("at 02:30 every day, Europe/Berlin");
    assertThat(json.get("zoneData").asText()).isEqualTo(ZoneData.version());
    assertThat(json.get("ticks")).hasSize(10);
    assertThat(json.get("ticks").get(0).get("time").asText()).isEqualTo("2026-03-29T01:00:00Z");
    assertThat(json.get("ticks").get(0).get("localTime").asText())
        .isEqualTo("2026-03-29T03:00:00+02:00");
    assertThat(json.get("ticks").get(0).get("note").asText()).startsWith("stands for");
    assertThat(json.get("ticks").get(1).has("note")).isFalse();
  }

  @Test
  void a_wrong_schedule_is_told_in_the_words_of_the_resource() {
    CommandRun cron = CommandRun.of("next", "61 * * * *");
    CommandRun zone = CommandRun.of("next", "0 9 * * *", "--zone", "Berlin");

    assertThat(cron.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(cron.err())
        .isEqualToIgnoringNewLines("jararaca: cron \"61 * * * *\": minute \"61\": 0 to 59");
    assertThat(zone.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(zone.err()).contains("did you mean \"Europe/Berlin\"?");
  }

  @Test
  void a_schedule_without_ticks_says_why_and_fails() {
    CommandRun run = CommandRun.of("next", "0 0 30 2 *");

    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err())
        .isEqualToIgnoringNewLines(
            "jararaca: cron \"0 0 30 2 *\" never fires: no year has day 30 of February");
  }

  @Test
  void the_end_of_the_calendar_is_told() {
    CommandRun run = CommandRun.of("next", "0 0 1 1 *", "--from", "9999-06-01");

    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err()).contains("no tick at or after 9999-06-01T00:00:00Z");
  }

  @Test
  void wrong_options_name_the_mend() {
    assertThat(CommandRun.of("next", "@daily", "--count", "0"))
        .isEqualTo(refused("--count 0: use 1 to 10000"));
    assertThat(CommandRun.of("next", "@daily", "--from", "tomorrow"))
        .isEqualTo(
            refused(
                "--from \"tomorrow\": write it like 2026-03-28T12:00:00Z, 2026-03-28T12:00 or"
                    + " 2026-03-28"));
    assertThat(CommandRun.of("next", "@daily", "--dst-gap-policy", "skip").err())
        .contains("use NextValid or Skip");
    assertThat(CommandRun.of("next", "@daily", "-o", "yaml").err()).contains("text", "json");
    assertThat(CommandRun.of("next").err()).contains("CRON");
  }

  private static CommandRun refused(String message) {
    return new CommandRun(ExitCode.USAGE, "", "jararaca: " + message + System.lineSeparator());
  }

  private static String[] with(String[] common, String... more) {
    String[] all = Arrays.copyOf(common, common.length + more.length);
    System.arraycopy(more, 0, all, common.length, more.length);
    return all;
  }
}
