package io.jararaca.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.crd.generator.annotation.PreserveUnknownFields;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is delivered to whom, and when.
 *
 * @param unreadable not part of the resource: why the spec that is stored cannot be read by this
 *     version, or null
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
    value = "has(self.deliverAt) != has(self.delaySeconds)",
    message = "set exactly one of deliverAt (an instant) and delaySeconds (counted from creation)")
@ValidationRule(
    value = "has(self.handler) && self.handler.matches(" + CelRules.HANDLER_CHARACTERS + ")",
    fieldPath = ".handler",
    message = "handler" + CelRules.NAME_MESSAGE)
@ValidationRule(
    value =
        "has(self.idempotencyKey) == has(oldSelf.idempotencyKey)"
            + " && (!has(self.idempotencyKey) || self.idempotencyKey == oldSelf.idempotencyKey)",
    message =
        "idempotencyKey cannot be changed: put it back, or create another DelayedMessage with the new key")
@ValidationRule(
    value = "has(self.idempotencyKey) || self.onDuplicate == 'Ignore'",
    fieldPath = ".onDuplicate",
    message =
        "onDuplicate has no effect without idempotencyKey: set idempotencyKey or leave onDuplicate out")
@ValidationRule(
    value = "!has(self.idempotencyKey) || self.idempotencyKey.matches(r'^\\PC+$')",
    fieldPath = ".idempotencyKey",
    message = "idempotencyKey holds a control or invisible character: use visible characters only")
@ValidationRule(
    value = "self.cancel || !oldSelf.cancel",
    fieldPath = ".cancel",
    message = "cancel cannot be taken back: leave it true and create another DelayedMessage")
@ValidationRule(
    value = "!has(self.headers) || self.headers.all(name, name != '' && size(name) <= 128)",
    fieldPath = ".headers",
    message = "a header's name is empty or longer than 128 characters: shorten it")
public record DelayedMessageSpec(
    @JsonPropertyDescription(
            "RFC 3339 instant of delivery, such as 2026-03-29T06:00:00Z; one in the past means now (expireAfterSeconds then counts from the creation). May be edited until the message has started."
                + " Exactly one of deliverAt and delaySeconds.")
        @Size(max = 64)
        @Nullable String deliverAt,
    @JsonPropertyDescription(
            "Seconds from the resource's creation to its delivery. Exactly one of deliverAt and delaySeconds.")
        @Min(0)
        @Max(315_360_000)
        @Nullable Integer delaySeconds,
    @JsonPropertyDescription("Name of the handler that workers of this namespace register.")
        @Required
        @Size(min = 1, max = 128)
        String handler,
    @JsonPropertyDescription(
            "Any JSON, given to the handler as it is; at most 64 KiB. A larger one shows as Ready=False.")
        @PreserveUnknownFields
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable JsonNode payload,
    @JsonPropertyDescription(
            "Headers of the message, at most 32, each value at most 1024 characters.")
        @Size(max = 32)
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        Map<String, @Size(max = 1024) String> headers,
    @JsonPropertyDescription(
            "Names the message within its namespace: while one with this key waits, onDuplicate decides about"
                + " another. Cannot be changed.")
        @Size(min = 1, max = 256)
        @Nullable String idempotencyKey,
    @JsonPropertyDescription(
            "A message whose key is taken by one that has not started: Ignore lets the newcomer end Duplicate,"
                + " Replace puts its time and payload in place, KeepEarliest and KeepLatest keep the one that is due"
                + " earlier or later.")
        @Default("Ignore")
        OnDuplicate onDuplicate,
    @JsonPropertyDescription(
            "Seconds an attempt may take, then it is interrupted and ends TimedOut. No bound when left out.")
        @Min(1)
        @Max(604_800)
        @Nullable Integer timeoutSeconds,
    @JsonPropertyDescription("How often a failed or timed-out attempt is made again, and when.")
        @Default("{}")
        RetrySpec retry,
    @JsonPropertyDescription(
            "A message whose worker vanished: Retry gives it to another worker, at most 3 times; Fail ends it Lost.")
        @Default("Retry")
        OnLost onLost,
    @JsonPropertyDescription(
            "A message that has not started this many seconds after its due instant never starts and ends Expired."
                + " No bound when left out.")
        @Min(1)
        @Max(31_536_000)
        @Nullable Integer expireAfterSeconds,
    @JsonPropertyDescription(
            "true cancels the message if it has not started. Cannot be taken back.")
        @Default("false")
        Boolean cancel,
    @JsonPropertyDescription(
            "The resource is deleted this many seconds after its end was written to its status. It stays when left"
                + " out. Leave it out where a GitOps tool holds the manifest: the tool would create the resource anew,"
                + " and the message would be delivered once more each time.")
        @Min(0)
        @Max(31_536_000)
        @Nullable Integer ttlSecondsAfterFinished,
    @SchemaFrom(type = void.class) @Nullable String unreadable) {

  @SuppressWarnings("ConstantConditions") // Jackson passes null for what the manifest leaves out
  public DelayedMessageSpec {
    handler = Defaults.or(handler, "");
    payload = Defaults.payload(payload);
    headers = Defaults.map(headers);
    onDuplicate = Defaults.or(onDuplicate, OnDuplicate.IGNORE);
    retry = Defaults.or(retry, RetrySpec.none());
    onLost = Defaults.or(onLost, OnLost.RETRY);
    cancel = Defaults.or(cancel, false);
  }

  /**
   * A builder for a message to this handler; set one of {@code deliverAt} and {@code delaySeconds}.
   */
  public static DelayedMessageSpecBuilder builder(String handler) {
    return new DelayedMessageSpecBuilder(handler);
  }

  static DelayedMessageSpec unreadable(String why) {
    return builder("").unreadable(why).build();
  }

  /**
   * The instant at which the message is due: the creation for a deliverAt that lies before it, so
   * that expireAfterSeconds counts from an instant at which the message could have been delivered.
   *
   * @param created the resource's creation
   * @throws IllegalArgumentException when not exactly one of deliverAt and delaySeconds is set or
   *     deliverAt is no instant; the message says the mend
   */
  public Instant dueInstant(Instant created) {
    if (deliverAt != null && delaySeconds == null) {
      Instant given = Rfc3339.parse("deliverAt", deliverAt);
      return given.isBefore(created) ? created : given;
    }
    if (deliverAt == null && delaySeconds != null) {
      return created.plusSeconds(delaySeconds);
    }
    throw new IllegalArgumentException(
        "set exactly one of deliverAt (an instant) and delaySeconds (counted from creation)");
  }
}
