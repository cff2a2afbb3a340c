package io.jararaca.worker.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.jararaca.core.ledger.Outcome;
import io.jararaca.worker.InvalidHandlerException;
import io.jararaca.worker.MessageHandler;
import io.jararaca.worker.Reject;
import io.jararaca.worker.RetryLater;
import io.jararaca.worker.Run;
import io.jararaca.worker.ScheduledAction;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class HandlerObjectsTest {

  record Order(String id, int pieces) {}

  private final List<Object> seen = new ArrayList<>();

  @Test
  void the_methods_with_annotations_are_found_under_their_names() {
    assertThat(
            HandlerObjects.handlersOf(new Shop(), PayloadMapper.create(), new HandlerPublisher()))
        .extracting(NamedHandler::name)
        .containsExactlyInAnyOrder("send-daily-report", "cleanup", "orders", "text", "maybe");
  }

  @Test
  void a_record_is_read_from_json_and_fields_that_it_lacks_are_passed_over() throws Exception {
    run("orders", "{\"id\":\"a1\",\"pieces\":3,\"colour\":\"red\"}");

    assertThat(seen.get(0)).isEqualTo(new Order("a1", 3));
  }

  @Test
  void the_run_tells_what_the_handler_is_called_for() throws Exception {
    run("orders", "{\"id\":\"a1\",\"pieces\":3}");

    assertThat((Run) seen.get(1))
        .satisfies(
            run -> {
              assertThat(run.plannedAt()).isEqualTo(Attempts.PLANNED);
              assertThat(run.attempt()).isEqualTo(2);
              assertThat(run.leaseId()).isEqualTo("2:nonce");
              assertThat(run.deadline()).isEqualTo(Attempts.PLANNED.plusSeconds(31));
              assertThat(run.owner()).isEqualTo("ScheduledAction/shop/nightly");
              assertThat(run.headers()).isEqualTo(Map.of("team", "sales"));
            });
  }

  @Test
  void a_string_is_the_value_of_a_json_string_and_the_text_of_all_other_json() throws Exception {
    run("text", "\"good\\nmorning\"");
    run("text", "{\"a\":1}");
    run("text", "");

    assertThat(seen).containsExactly("good\nmorning", "{\"a\":1}", "");
  }

  @Test
  void an_optional_payload_may_be_absent() throws Exception {
    run("maybe", "");
    run("maybe", "{\"a\":1}");

    assertThat(seen.get(0)).isEqualTo(Optional.empty());
    assertThat((Optional<?>) seen.get(1)).isPresent();
  }

  @Test
  void a_payload_that_cannot_be_read_is_rejected_with_the_reason() throws Exception {
    assertThat(run("orders", "{\"id\":\"a1\",\"pieces\":\"many\"}"))
        .isInstanceOfSatisfying(
            Outcome.Rejected.class,
            rejected ->
                assertThat(rejected.message())
                    .startsWith("payload: cannot be read as ")
                    .contains("Order")
                    .contains("many"));
  }

  @Test
  void a_payload_that_is_needed_and_absent_is_rejected() throws Exception {
    assertThat(run("orders", ""))
        .isInstanceOfSatisfying(
            Outcome.Rejected.class,
            rejected -> assertThat(rejected.message()).startsWith("payload: there is none"));
  }

  @Test
  void return_and_exceptions_decide_the_outcome() throws Exception {
    Words words = new Words();

    assertThat(run(words, "done")).isEqualTo(new Outcome.Succeeded());
    assertThat(run(words, "later"))
        .isEqualTo(new Outcome.RetryLater(Duration.ofMinutes(5), "the shop is closed"));
    assertThat(run(words, "never")).isEqualTo(new Outcome.Rejected("no such order"));
    assertThatThrownBy(() -> run(words, "broken"))
        .isInstanceOf(IOException.class)
        .hasMessage("disk full");
  }

  @Test
  void an_object_without_annotated_methods_is_refused() {
    assertThatThrownBy(
            () -> HandlerObjects.handlersOf("text", PayloadMapper.create(), new HandlerPublisher()))
        .isInstanceOf(InvalidHandlerException.class)
        .hasMessage(
            "java.lang.String has no method with @ScheduledAction or @MessageHandler: annotate one");
  }

  @Test
  void bad_methods_are_refused_by_class_and_method_with_the_mend() {
    assertRefused(
        new Object() {
          @MessageHandler("a")
          public void pair(String a, String b) {}
        },
        ".pair takes more than a payload, a Run and a Publisher: put what the payload holds into one record");
    assertRefused(
        new Object() {
          @MessageHandler("a")
          public CompletableFuture<Void> soon() {
            return CompletableFuture.completedFuture(null);
          }
        },
        ".soon returns CompletableFuture, so the run would end before the work does:"
            + " wait for it and return void");
    assertRefused(
        new Object() {
          @MessageHandler("no spaces please")
          public void named() {}
        },
        ".named: handler \"no spaces please\": use 1 to 128 letters");
    assertRefused(
        new Object() {
          @MessageHandler("a")
          @ScheduledAction(cron = "@daily")
          public void both() {}
        },
        ".both is a ScheduledAction and a MessageHandler: leave one of the annotations out");
  }

  @Test
  void two_handlers_of_one_name_are_refused_with_both_origins() {
    HandlerSet set = new HandlerSet();

    assertThatThrownBy(
            () -> {
              HandlerObjects.handlersOf(new Words(), PayloadMapper.create(), new HandlerPublisher())
                  .forEach(set::add);
              HandlerObjects.handlersOf(new Words(), PayloadMapper.create(), new HandlerPublisher())
                  .forEach(set::add);
            })
        .hasMessageContaining("is both method ")
        .hasMessageContaining("give one of them another name");
  }

  @Test
  void a_chosen_handler_that_is_not_here_is_refused_with_those_that_are() {
    HandlerSet set = new HandlerSet();
    HandlerObjects.handlersOf(new Words(), PayloadMapper.create(), new HandlerPublisher())
        .forEach(set::add);

    assertThatThrownBy(() -> set.bind("shop", java.util.Set.of("soon"), 10))
        .hasMessageContaining("HANDLERS=soon: there is no such handler here; choose from")
        .hasMessageContaining("later");
  }

  private static void assertRefused(Object object, String message) {
    assertThatThrownBy(
            () -> HandlerObjects.handlersOf(object, PayloadMapper.create(), new HandlerPublisher()))
        .isInstanceOf(InvalidHandlerException.class)
        .hasMessageContaining(message)
        .hasMessageStartingWith("method " + object.getClass().getName());
  }

  private Outcome run(String handler, String payload) throws Exception {
    return handler(new Shop(), handler).code().handle(Attempts.withPayload(payload));
  }

  private static Outcome run(Object object, String handler) throws Exception {
    return handler(object, handler).code().handle(Attempts.withPayload(""));
  }

  private static NamedHandler handler(Object object, String name) {
    return HandlerObjects.handlersOf(object, PayloadMapper.create(), new HandlerPublisher())
        .stream()
        .filter(handler -> handler.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** Handlers of every kind of parameter. */
  class Shop {

    @ScheduledAction(cron = "@daily")
    void sendDailyReport() {}

    @ScheduledAction(cron = "@hourly", name = "tidy", handler = "cleanup")
    void tidyUp(Run run) {
      seen.add(run);
    }

    @MessageHandler("orders")
    void order(Order order, Run run) {
      seen.add(order);
      seen.add(run);
    }

    @MessageHandler("text")
    void text(String text) {
      seen.add(text);
    }

    @MessageHandler("maybe")
    void maybe(Optional<JsonNode> payload) {
      seen.add(payload);
    }
  }

  /** Handlers of every outcome. */
  static class Words {

    @MessageHandler("done")
    String done() {
      return "whatever";
    }

    @MessageHandler("later")
    void later() {
      throw new RetryLater(Duration.ofMinutes(5), "the shop is closed");
    }

    @MessageHandler("never")
    void never() {
      throw new Reject("no such order");
    }

    @MessageHandler("broken")
    void broken() throws IOException {
      throw new IOException("disk full");
    }
  }
}
