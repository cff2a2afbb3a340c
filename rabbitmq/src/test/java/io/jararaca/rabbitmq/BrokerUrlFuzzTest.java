package io.jararaca.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

/** Whatever BROKER_URL holds is refused with its mend, or read; the password is never told. */
class BrokerUrlFuzzTest {

  private static final String PASSWORD = "0123456789abcdef";

  @FuzzTest(maxDuration = "2m")
  void urls(byte[] url) {
    check(new String(url, StandardCharsets.UTF_8));
  }

  /** What follows the password may be anything. */
  @FuzzTest(maxDuration = "2m")
  void after_the_password(byte[] rest) {
    String text = new String(rest, StandardCharsets.UTF_8).replace("@", "").replace(PASSWORD, "x");
    String said = check("amqp://user:" + PASSWORD + "@" + text);
    assertThat(said).doesNotContain(PASSWORD);
  }

  private static String check(String text) {
    try {
      BrokerUrl url = BrokerUrl.parse(text);
      assertThat(url.port()).isBetween(1, 65535);
      assertThat(url.exchange()).matches("[A-Za-z0-9_.:-]{1,127}");
      return url.toString();
    } catch (IllegalArgumentException e) {
      assertThat(e).hasMessageStartingWith("BROKER_URL ");
      return String.valueOf(e.getMessage());
    }
  }
}
