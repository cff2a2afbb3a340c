package io.jararaca.worker.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jararaca.core.ledger.Outcome;
import io.jararaca.worker.Reject;
import io.jararaca.worker.RunInterceptor;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class InterceptedHandlerTest {

  private static final RunInterceptor PASSING = (run, call) -> call.proceed();

  @Test
  void what_the_handler_says_passes_through() throws Exception {
    Outcome rejected = new Outcome.Rejected("no");

    assertThat(
            new InterceptedHandler(PASSING, attempt -> rejected).handle(Attempts.withPayload("")))
        .isEqualTo(rejected);
  }

  @Test
  void what_the_handler_throws_passes_through() {
    assertThatThrownBy(
            () ->
                new InterceptedHandler(
                        PASSING,
                        attempt -> {
                          throw new IOException("disk full");
                        })
                    .handle(Attempts.withPayload("")))
        .isInstanceOf(IOException.class);
  }

  @Test
  void an_interceptor_may_decide_itself() throws Exception {
    RunInterceptor refusing =
        (run, call) -> {
          throw new Reject("not on " + run.instance());
        };

    assertThat(
            new InterceptedHandler(refusing, attempt -> new Outcome.Succeeded())
                .handle(Attempts.withPayload("")))
        .isEqualTo(new Outcome.Rejected("not on worker-1"));
  }
}
