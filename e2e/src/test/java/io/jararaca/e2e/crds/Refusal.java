package io.jararaca.e2e.crds;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A spec that a rule refuses.
 *
 * @param before the spec that is there already; none: it is refused when created
 * @param field where the API server says that the fault is
 * @param message a part of the rule's message
 */
record Refusal(String kind, @Nullable String before, String spec, String field, String message) {

  private static final String HANDLER =
      "must begin and end with a letter or digit and hold only letters, digits, '.', '_' and '-'";
  private static final String COUNT =
      " has the wrong number of fields: write 5 (minute hour day-of-month month day-of-week)";
  private static final String MACRO =
      " is not a known macro: write @yearly, @monthly, @weekly, @daily, @hourly, or @every";
  private static final String CHARACTERS = " has a character where it cannot stand: fields take";
  private static final String BROADCAST = "exclusive: false";
  private static final String ONE_TIME =
      "set exactly one of deliverAt (an instant) and delaySeconds";

  static List<Refusal> all() {
    return List.of(
        cron("* * * *", COUNT),
        cron("0 0 * * * * *", COUNT),
        cron("5", COUNT),
        cron("@dayly", MACRO),
        cron("@reboot", MACRO),
        cron("@every", MACRO),
        cron("@every 90", MACRO),
        cron("@every -5s", MACRO),
        cron("@daily 5", MACRO),
        cron("* * * * *;", CHARACTERS),
        cron("a b c d e", CHARACTERS),
        cron("? * * * *", CHARACTERS),
        cron("* * # * *", CHARACTERS),
        cron("* * * ? *", CHARACTERS),
        cron("0 0 * * MÄR", CHARACTERS),
        action("timeZone: '+02:00'", "timeZone", "must be a name of the tz database"),
        action("timeZone: Europe/", "timeZone", "must be a name of the tz database"),
        action("handler: 'a*'", "handler", HANDLER),
        action("handler: '../other'", "handler", HANDLER),
        action("exceptionHandler: a-", "exceptionHandler", HANDLER),
        action("exclusive: false", "timeoutSeconds", BROADCAST + " needs timeoutSeconds"),
        action(
            "exclusive: false, timeoutSeconds: 5, retry: {maxAttempts: 2}",
            "retry.maxAttempts",
            BROADCAST + " is never retried"),
        action(
            "startTime: '2026-01-01T00:00:00Z', endTime: '2026-01-01T01:00:00+02:00'",
            "endTime",
            "move endTime behind startTime"),
        action(
            "startTime: '2026-01-01T00:00:00Z', endTime: '2026-01-01T00:00:00Z'",
            "endTime",
            "move endTime behind startTime"),
        action(
            "retry: {minBackoffSeconds: 61}",
            "retry.minBackoffSeconds",
            "lower minBackoffSeconds or raise maxBackoffSeconds"),
        action(
            "headers: {'%s': x}".formatted("h".repeat(129)),
            "headers",
            "longer than 128 characters"),
        action("headers: {'': x}", "headers", "a header's name is empty"),
        message("{handler: mail}", "", ONE_TIME),
        message(
            "{handler: mail, delaySeconds: 1, deliverAt: '2026-01-01T00:00:00Z'}", "", ONE_TIME),
        message("{handler: 'mail#1', delaySeconds: 1}", "handler", HANDLER),
        message(
            "{handler: mail, delaySeconds: 1, onDuplicate: Replace}",
            "onDuplicate",
            "set idempotencyKey or leave onDuplicate out"),
        message(
            "{handler: mail, delaySeconds: 1, idempotencyKey: \"a\\u202eb\"}",
            "idempotencyKey",
            "use visible characters only"),
        message(
            "{handler: mail, delaySeconds: 1, idempotencyKey: \"a\\0b\"}",
            "idempotencyKey",
            "use visible characters only"),
        message(
            "{handler: mail, delaySeconds: 1, headers: {'': x}}",
            "headers",
            "a header's name is empty"),
        message(
            "{handler: mail, delaySeconds: 1, retry: {minBackoffSeconds: 2, maxBackoffSeconds: 1}}",
            "retry.minBackoffSeconds",
            "lower minBackoffSeconds or raise maxBackoffSeconds"),
        message(
                "{handler: mail, delaySeconds: 1, idempotencyKey: b}",
                "",
                "idempotencyKey cannot be changed")
            .after("{handler: mail, delaySeconds: 1, idempotencyKey: a}"),
        message("{handler: mail, delaySeconds: 1}", "", "idempotencyKey cannot be changed")
            .after("{handler: mail, delaySeconds: 1, idempotencyKey: a}"),
        message(
                "{handler: mail, delaySeconds: 1, idempotencyKey: a}",
                "",
                "idempotencyKey cannot be changed")
            .after("{handler: mail, delaySeconds: 1}"),
        message("{handler: mail, delaySeconds: 1}", "cancel", "cancel cannot be taken back")
            .after("{handler: mail, delaySeconds: 1, cancel: true}"));
  }

  private static Refusal cron(String cron, String message) {
    return new Refusal(
        "ScheduledAction", null, "{cron: \"%s\"}".formatted(cron), "spec.cron", message);
  }

  private static Refusal action(String fields, String field, String message) {
    return new Refusal(
        "ScheduledAction",
        null,
        "{cron: '@daily', %s}".formatted(fields),
        "spec." + field,
        message);
  }

  private static Refusal message(String spec, String field, String message) {
    return new Refusal(
        "DelayedMessage", null, spec, field.isEmpty() ? "spec" : "spec." + field, message);
  }

  private Refusal after(String earlier) {
    return new Refusal(kind, earlier, spec, field, message);
  }

  /** A name that no other refusal has. */
  String name() {
    return "refused-" + Integer.toHexString(hashCode());
  }

  @Override
  public String toString() {
    return kind + " " + (before == null ? "" : before + " edited to ") + spec;
  }
}
