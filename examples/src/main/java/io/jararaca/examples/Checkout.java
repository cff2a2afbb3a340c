package io.jararaca.examples;

import io.jararaca.core.ledger.OnDuplicate;
import io.jararaca.examples.Reminders.Reminder;
import io.jararaca.worker.MessageOptions;
import io.jararaca.worker.Publisher;
import io.jararaca.worker.Receipt;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A service that publishes: whoever leaves a basket is reminded a day after its last change. */
public final class Checkout {

  private static final Logger LOG = LoggerFactory.getLogger(Checkout.class);

  private final Publisher publisher;

  public Checkout(Publisher publisher) {
    this.publisher = publisher;
  }

  public CompletableFuture<Receipt> basketChanged(String basket, String customer) {
    return publisher.publishAfter(
        new Reminder(customer, "something waits in your basket"),
        Duration.ofDays(1),
        MessageOptions.none().idempotencyKey(basket).onDuplicate(OnDuplicate.REPLACE));
  }

  public CompletableFuture<Boolean> paid(String basket) {
    return publisher.cancelByKey(basket);
  }

  /** Reminds somebody in ten seconds. BACKEND_URL says where Redis is. */
  public static void main(String[] args) {
    try (Publisher publisher = Publisher.builder().source("checkout").build()) {
      Reminder reminder = new Reminder("zoe", "the tea is ready");
      Receipt receipt = publisher.publishAfter(reminder, Duration.ofSeconds(10)).join();
      LOG.info("{} is due in 10 s", receipt.id());
    }
  }
}
