package io.jararaca.e2e.mainjob;

import static io.jararaca.e2e.mainjob.FieldStage.eventually;
import static io.jararaca.e2e.mainjob.RunningInstall.message;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The effects of a DelayedMessage's fields. */
final class MessageFields {

  private static final String NOW = "delaySeconds: 0, handler: probe";
  private static final String LATER = "delaySeconds: 3600, handler: probe";

  private final FieldStage stage;
  private final FieldEffects fields = new FieldEffects();

  private MessageFields(FieldStage stage) {
    this.stage = stage;
  }

  static FieldEffects on(FieldStage stage) {
    MessageFields all = new MessageFields(stage);
    all.when();
    all.what();
    all.howItEnds();
    return all.fields;
  }

  private void when() {
    Instant at = Instant.now().plusSeconds(12).truncatedTo(ChronoUnit.SECONDS);
    fields.field(
        "deliverAt",
        message("at", "{deliverAt: '" + at + "', handler: probe}"),
        () -> {
          eventually(() -> assertThat(stage.phase("at")).isEqualTo("Succeeded"));
          assertThat(begun("at")).isAfterOrEqualTo(at);
        });
    fields.field(
        "delaySeconds",
        message("after", "{delaySeconds: 12, handler: probe}"),
        () -> {
          eventually(() -> assertThat(stage.phase("after")).isEqualTo("Succeeded"));
          JsonNode created = stage.install().get("dmsg", "after").at("/metadata/creationTimestamp");
          assertThat(begun("after"))
              .isAfterOrEqualTo(Instant.parse(created.asText()).plusSeconds(12));
        });
    fields.field(
        "expireAfterSeconds",
        message("expires", "{delaySeconds: 0, handler: nobody, expireAfterSeconds: 1}"),
        () -> eventually(() -> assertThat(stage.phase("expires")).isEqualTo("Expired")));
    fields.field(
        "cancel",
        message("cancelled", "{" + LATER + ", cancel: true}"),
        () -> eventually(() -> assertThat(stage.phase("cancelled")).isEqualTo("Cancelled")));
    fields.field(
        "idempotencyKey",
        message("holder", "{" + LATER + ", idempotencyKey: order-1}"),
        () -> {
          eventually(() -> assertThat(stage.phase("holder")).isEqualTo("Pending"));
          stage.install().apply(message("second", "{" + LATER + ", idempotencyKey: order-1}"));
          eventually(() -> assertThat(stage.phase("second")).isEqualTo("Duplicate"));
        });
    fields.field(
        "onDuplicate",
        message("replaced", "{" + LATER + ", payload: old, idempotencyKey: order-2}"),
        () -> {
          eventually(() -> assertThat(stage.phase("replaced")).isEqualTo("Pending"));
          stage
              .install()
              .apply(
                  message(
                      "replaces",
                      "{"
                          + NOW
                          + ", payload: new, idempotencyKey: order-2, onDuplicate: Replace}"));
          eventually(
              () ->
                  assertThat(stage.begins("replaced"))
                      .extracting(run -> run.path("payload").asText())
                      .containsExactly("new"));
        });
  }

  private void what() {
    fields.field(
        "handler",
        message("m-handled", "{delaySeconds: 0, handler: other}"),
        () -> assertThat(first("m-handled").path("handler").asText()).isEqualTo("other"));
    fields.field(
        "payload",
        message("m-loaded", "{" + NOW + ", payload: [true, 2]}"),
        () -> assertThat(first("m-loaded").path("payload").toString()).isEqualTo("[true,2]"));
    fields.field(
        "headers",
        message("m-headed", "{" + NOW + ", headers: {tenant: red}}"),
        () -> assertThat(first("m-headed").at("/headers/tenant").asText()).isEqualTo("red"));
  }

  private void howItEnds() {
    fields.field(
        "timeoutSeconds",
        message("m-slow", "{" + NOW + ", payload: {does: hang}, timeoutSeconds: 1}"),
        () -> eventually(() -> assertThat(stage.phase("m-slow")).isEqualTo("TimedOut")));
    String vanishes = "delaySeconds: 0, handler: vanish, payload: {does: hang}";
    fields.field(
        "onLost",
        message("m-lost", "{" + vanishes + ", onLost: Fail}")
            + message("m-found", "{" + vanishes + ", onLost: Retry}"),
        () ->
            eventually(
                () -> {
                  assertThat(stage.phase("m-lost")).isEqualTo("Lost");
                  assertThat(stage.phase("m-found")).isEqualTo("Succeeded");
                }));
    fields.field(
        "ttlSecondsAfterFinished",
        message("fleeting", "{" + LATER + ", cancel: true, ttlSecondsAfterFinished: 1}"),
        () ->
            eventually(
                () ->
                    assertThat(
                            stage
                                .install()
                                .kubectl("get", "dmsg", "fleeting", "--ignore-not-found"))
                        .isEmpty()));
    RetryFields.add(
        fields,
        stage,
        "m-",
        (name, retry) ->
            message(name, "{" + NOW + ", payload: {does: fail}, retry: " + retry + "}"),
        name -> stage.message(name).template().retry());
  }

  private JsonNode first(String name) {
    eventually(() -> assertThat(stage.begins(name)).isNotEmpty());
    return stage.begins(name).get(0);
  }

  private Instant begun(String name) {
    return Instant.ofEpochMilli(first(name).path("at").asLong());
  }
}
