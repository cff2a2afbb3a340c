package io.jararaca.operator.health;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks a running operator whether it is ready, from outside of it. */
public final class ReadyCheck {

  private static final Logger log = LoggerFactory.getLogger(ReadyCheck.class);
  private static final int OK = 200;
  private static final Duration ANSWER = Duration.ofSeconds(5);

  private final URI page;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(ANSWER).build();

  /**
   * @param page its {@code /readyz}
   */
  public ReadyCheck(URI page) {
    this.page = page;
  }

  /**
   * Asks until the answer is yes.
   *
   * @param times how often at most
   * @param pause between two questions
   * @return false: it never was; the last answer is logged
   */
  public boolean isReadyWithin(int times, Duration pause) throws InterruptedException {
    String answer = "";
    for (int asked = 0; asked < times; asked++) {
      if (asked > 0) {
        Thread.sleep(pause.toMillis());
      }
      try {
        HttpResponse<String> response =
            http.send(
                HttpRequest.newBuilder(page).timeout(ANSWER).build(),
                HttpResponse.BodyHandlers.ofString());
        answer = response.statusCode() + "\n" + response.body();
        if (response.statusCode() == OK) {
          log.info("{} answers {}", page, answer);
          return true;
        }
      } catch (IOException e) {
        answer = e.toString();
      }
    }
    log.error("{} is not ready: {}", page, answer);
    return false;
  }
}
