package io.jararaca.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jararaca.core.run.RunState;
import io.jararaca.worker.InProcessScheduler;
import io.jararaca.worker.PublishedMessage;
import io.jararaca.worker.Publisher;
import io.jararaca.worker.Receipt;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CheckoutTest {

  private final InProcessScheduler scheduler = new InProcessScheduler(new Reminders()).start();
  private final Publisher publisher = scheduler.publisher();
  private final Checkout checkout = new Checkout(publisher);

  @AfterEach
  void close() {
    scheduler.close();
  }

  @Test
  void a_basket_has_one_reminder_which_each_change_puts_off() {
    Receipt first = checkout.basketChanged("b-1", "zoe").join();
    Instant due = waiting().get(0).dueAt();

    await().until(() -> checkout.basketChanged("b-1", "zoe").join().replaced());

    assertThat(waiting()).extracting(PublishedMessage::id).containsExactly(first.id());
    assertThat(waiting().get(0).dueAt()).isAfterOrEqualTo(due);
  }

  @Test
  void who_has_paid_is_not_reminded() {
    Receipt receipt = checkout.basketChanged("b-1", "zoe").join();

    assertThat(checkout.paid("b-1").join()).isTrue();

    assertThat(publisher.find(receipt.id()).join())
        .hasValueSatisfying(found -> assertThat(found.state()).isEqualTo(RunState.CANCELLED));
    assertThat(waiting()).isEmpty();
  }

  @Test
  void a_reminder_reaches_its_handler() {
    Receipt receipt = publisher.publish(new Reminders.Reminder("zoe", "tea")).join();

    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                assertThat(publisher.find(receipt.id()).join().orElseThrow().state())
                    .isEqualTo(RunState.SUCCEEDED));
  }

  private List<PublishedMessage> waiting() {
    Instant now = Instant.now();
    return publisher.list("remind", now, now.plus(Duration.ofDays(2)), 10).join();
  }
}
