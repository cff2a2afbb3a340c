package io.jararaca.e2e.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jararaca.e2e.cli.JararacaJar.Ended;
import io.jararaca.e2e.fixture.E2e;
import io.jararaca.e2e.process.Sandbox;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(E2e.class)
class NextIT {

  private final JararacaJar jararaca;

  NextIT(Sandbox sandbox) {
    jararaca = new JararacaJar(sandbox, Map.of());
  }

  @Test
  void a_preview_is_printed_for_people_and_for_programs() {
    String[] asked = {"next", "30 2 * * *", "--zone", "Europe/Berlin", "--from", "2026-03-28"};

    Ended text = jararaca.run(with(asked, "--count", "2")).ok();
    Ended json = jararaca.run(with(asked, "--dst-gap-policy", "Skip", "-o", "json")).ok();

    assertThat(text.out())
        .contains("at 02:30 every day, Europe/Berlin")
        .contains("2026-03-29T01:00:00Z   stands for 2026-03-29 02:30")
        .doesNotContain("2026-03-30");
    assertThat(text.err()).isEmpty();
    assertThat(json.json().get("ticks")).hasSize(10);
    assertThat(json.json().get("ticks").get(1).get("note").asText()).contains("skip of 2026-03-29");
  }

  @Test
  void exit_codes_tell_what_is_wrong() {
    Ended never = jararaca.run("next", "0 0 30 2 *");
    Ended wrong = jararaca.run("next", "61 * * * *");
    Ended version = jararaca.run("--version").ok();

    assertThat(never.exitCode()).isEqualTo(1);
    assertThat(never.err()).contains("no year has day 30 of February");
    assertThat(wrong.exitCode()).isEqualTo(2);
    assertThat(wrong.err()).contains("minute \"61\": 0 to 59");
    assertThat(wrong.out()).isEmpty();
    assertThat(version.out()).startsWith("jararaca 0.").contains("zone data 20");
  }

  private static String[] with(String[] common, String... more) {
    String[] all = Arrays.copyOf(common, common.length + more.length);
    System.arraycopy(more, 0, all, common.length, more.length);
    return all;
  }
}
