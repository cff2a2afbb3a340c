package io.jararaca.examples;

import com.fasterxml.jackson.databind.JsonNode;
import io.jararaca.worker.MessageHandler;
import io.jararaca.worker.Reject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A refusal, and a handler that is told of it: see exception-handler.yaml. */
public final class Payments {

  private static final Logger LOG = LoggerFactory.getLogger(Payments.class);

  /** An invoice to be paid. */
  public record Invoice(String number, long cents) {}

  /** What an exception handler is given. */
  public record Failure(String run, String handler, String reason, JsonNode payload) {}

  @MessageHandler("pay-invoice")
  public void pay(Invoice invoice) {
    if (invoice.cents() <= 0) {
      throw new Reject("invoice " + invoice.number() + " is over nothing: no retry will mend it");
    }
    LOG.info("invoice {} paid", invoice.number());
  }

  @MessageHandler("tell-the-team")
  public void tell(Failure failure) {
    LOG.warn(
        "{} failed: {}; its payload was {}",
        failure.handler(),
        failure.reason(),
        failure.payload());
  }
}
