package io.jararaca.e2e.mainjob;

import static io.jararaca.e2e.mainjob.FieldStage.eventually;
import static io.jararaca.e2e.mainjob.RunningInstall.action;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;

/** The effects of a ScheduledAction's fields. */
final class ActionFields {

  private static final String EACH_SECOND = "cron: '* * * * * *', handler: probe";
  private static final String NEVER_SOON = "cron: '@yearly', handler: probe";

  private final FieldStage stage;
  private final Outage outage;
  private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  private final FieldEffects fields = new FieldEffects();

  private ActionFields(FieldStage stage, Outage outage) {
    this.stage = stage;
    this.outage = outage;
  }

  static FieldEffects on(FieldStage stage, Outage outage) {
    ActionFields all = new ActionFields(stage, outage);
    all.when();
    all.what();
    all.howManyAtOnce();
    all.howItEnds();
    all.whatIsCaughtUp();
    return all.fields;
  }

  private void when() {
    fields.field(
        "cron",
        action("even", "{cron: '*/2 * * * * *', handler: probe}"),
        () ->
            eventually(
                () ->
                    assertThat(stage.planned("even"))
                        .hasSizeGreaterThan(1)
                        .allMatch(at -> at.getEpochSecond() % 2 == 0)));
    fields.field(
        "timeZone",
        action("tokyo", "{cron: '0 3 * * *', timeZone: Asia/Tokyo}"),
        () ->
            eventually(
                () ->
                    assertThat(stage.nextRunTimes("tokyo"))
                        .isNotEmpty()
                        .allMatch(at -> at.atOffset(ZoneOffset.UTC).getHour() == 18)));
    ZoneOffsetTransition gap = nextGap(ZoneId.of("Europe/Berlin"));
    String inTheGap =
        "cron: '30 2 %d %d *', timeZone: Europe/Berlin"
            .formatted(
                gap.getDateTimeBefore().getDayOfMonth(), gap.getDateTimeBefore().getMonthValue());
    fields.field(
        "dstGapPolicy",
        action("gap-skip", "{" + inTheGap + ", dstGapPolicy: Skip}")
            + action("gap-next", "{" + inTheGap + ", dstGapPolicy: NextValid}"),
        () ->
            eventually(
                () -> {
                  assertThat(stage.nextRunTimes("gap-next")).startsWith(gap.getInstant());
                  assertThat(stage.nextRunTimes("gap-skip"))
                      .isNotEmpty()
                      .allMatch(at -> at.isAfter(gap.getInstant().plus(Duration.ofDays(1))));
                }));
    fields.field(
        "startTime",
        action("starts", "{" + EACH_SECOND + ", startTime: '" + now.plusSeconds(3600) + "'}"),
        () ->
            eventually(
                () -> assertThat(stage.nextRunTimes("starts")).startsWith(now.plusSeconds(3600))));
    fields.field(
        "endTime",
        action("ends", "{cron: '@hourly', endTime: '" + now.plusSeconds(9000) + "'}"),
        () -> eventually(() -> assertThat(stage.nextRunTimes("ends")).hasSizeBetween(2, 3)));
    fields.field(
        "jitterSeconds",
        action("jitter", "{cron: '*/5 * * * * *', handler: probe, jitterSeconds: 4}"),
        () -> {
          String uid = stage.action("jitter").owner().uid();
          Duration delay = stage.action("jitter").schedule().jitter(uid);
          assertThat(delay).isBetween(Duration.ZERO, Duration.ofSeconds(4));
          eventually(
              () ->
                  assertThat(stage.begins("jitter"))
                      .isNotEmpty()
                      .allMatch(run -> lateness(run).compareTo(delay) >= 0));
        });
    fields.field(
        "suspend",
        action("rests", "{" + EACH_SECOND + ", suspend: true}"),
        () -> {
          eventually(
              () -> assertThat(stage.condition("rests", "Scheduled")).isEqualTo("False/Suspended"));
          assertThat(stage.begins("rests")).isEmpty();
        });
    fields.field(
        "maxRuns",
        action("twice", "{" + EACH_SECOND + ", maxRuns: 2}"),
        () -> {
          eventually(
              () -> assertThat(stage.condition("twice", "Scheduled")).isEqualTo("False/Complete"));
          assertThat(stage.begins("twice")).hasSize(2);
        });
  }

  private void what() {
    fields.field(
        "handler",
        action("handled", "{cron: '* * * * * *', handler: other}"),
        () -> {
          eventually(() -> assertThat(stage.begins("handled")).isNotEmpty());
          assertThat(stage.begins("handled"))
              .allMatch(run -> run.path("handler").asText().equals("other"));
          assertThat(stage.actionStatus("handled").path("handler").asText()).isEqualTo("other");
        });
    fields.field(
        "payload",
        action("loaded", "{" + EACH_SECOND + ", payload: {to: [1, 'two', null]}}"),
        () ->
            eventually(
                () ->
                    assertThat(stage.begins("loaded"))
                        .isNotEmpty()
                        .allMatch(
                            run ->
                                run.path("payload")
                                    .toString()
                                    .equals("{\"to\":[1,\"two\",null]}"))));
    fields.field(
        "headers",
        action("headed", "{" + EACH_SECOND + ", headers: {tenant: blue}}"),
        () ->
            eventually(
                () ->
                    assertThat(stage.begins("headed"))
                        .isNotEmpty()
                        .allMatch(
                            run -> run.path("headers").path("tenant").asText().equals("blue"))));
    fields.field(
        "exclusive",
        action("everywhere", "{" + EACH_SECOND + ", exclusive: false, timeoutSeconds: 20}"),
        () ->
            eventually(
                () ->
                    assertThat(
                            stage.begins("everywhere").stream()
                                .map(run -> run.path("instance").asText())
                                .distinct())
                        .hasSizeGreaterThan(1)));
  }

  private void howManyAtOnce() {
    String works = EACH_SECOND + ", payload: {does: work}";
    fields.field(
        "allowOverlap",
        action("alone", "{" + works + "}")
            + action("together", "{" + works + ", allowOverlap: true}"),
        () -> {
          eventually(() -> assertThat(stage.mostAtOnce("together")).isGreaterThan(1));
          eventually(
              () ->
                  assertThat(stage.actionStatus("alone").path("skipped").toString())
                      .contains("Overlap"));
          assertThat(stage.mostAtOnce("alone")).isEqualTo(1);
        });
    fields.field(
        "maxActive",
        action(
            "in-pairs",
            "{" + works.replace("work", "hang") + ", allowOverlap: true, maxActive: 2}"),
        () -> {
          eventually(
              () ->
                  assertThat(stage.actionStatus("in-pairs").path("skipped").toString())
                      .contains("TooManyActive"));
          assertThat(stage.begins("in-pairs")).hasSize(2);
        });
  }

  private void howItEnds() {
    String fails = EACH_SECOND + ", payload: {does: fail}";
    fields.field(
        "timeoutSeconds",
        action("slow", "{" + EACH_SECOND + ", payload: {does: hang}, timeoutSeconds: 1}"),
        () ->
            eventually(
                () ->
                    assertThat(stage.actionStatus("slow").path("history").toString())
                        .contains("TimedOut")));
    fields.field(
        "exceptionHandler",
        action("excepted", "{" + fails + ", exceptionHandler: other, maxRuns: 1}"),
        () ->
            eventually(
                () ->
                    assertThat(stage.begins("excepted"))
                        .anyMatch(
                            run ->
                                run.path("handler").asText().equals("other")
                                    && run.at("/payload/reason").asText().contains("told to fail")
                                    && run.at("/payload/payload/does").asText().equals("fail"))));
    fields.field(
        "suspendAfterFailures",
        action("gives-up", "{" + fails + ", suspendAfterFailures: 2}"),
        () -> {
          eventually(
              () ->
                  assertThat(stage.condition("gives-up", "Scheduled"))
                      .isEqualTo("False/SuspendedByFailures"));
          assertThat(stage.begins("gives-up")).hasSize(2);
        });
    fields.field(
        "historyLimit",
        action("short", "{" + EACH_SECOND + ", historyLimit: 2}"),
        () -> {
          eventually(() -> assertThat(stage.begins("short")).hasSizeGreaterThan(3));
          eventually(
              () ->
                  assertThat(stage.actionStatus("short").at("/counters/runs").asInt())
                      .isGreaterThan(3));
          assertThat(stage.actionStatus("short").path("history")).hasSize(2);
        });
    fields.field(
        "onLost",
        action("lost", "{" + NEVER_SOON + ", payload: {does: hang}, onLost: Fail}")
                .replace("probe", "vanish")
            + action("found", "{" + NEVER_SOON + ", payload: {does: hang}, onLost: Retry}")
                .replace("probe", "vanish"),
        () ->
            eventually(
                () -> {
                  assertThat(lastState("lost")).isEqualTo("Lost");
                  assertThat(lastState("found")).isEqualTo("Succeeded");
                }));
    RetryFields.add(
        fields,
        stage,
        "",
        (name, retry) -> action(name, "{" + fails + ", maxRuns: 1, retry: " + retry + "}"),
        name -> stage.action(name).template().retry());
  }

  private void whatIsCaughtUp() {
    String ticks = "{cron: '" + outage.cron() + "', handler: probe, catchUp: ";
    fields.field(
        "catchUp",
        action("all", ticks + "All}")
            + action("latest", ticks + "Latest}")
            + action("none", ticks + "None}"),
        () -> {
          eventually(
              () ->
                  assertThat(stage.planned("all"))
                      .containsExactly(outage.first(), outage.second()));
          eventually(() -> assertThat(stage.planned("latest")).containsExactly(outage.second()));
          eventually(
              () ->
                  assertThat(stage.actionStatus("none").at("/counters/missed").asInt())
                      .isEqualTo(2));
          assertThat(stage.planned("none")).isEmpty();
        });
    fields.field(
        "startingDeadlineSeconds",
        action("too-late", ticks + "All, startingDeadlineSeconds: 2}"),
        () -> {
          eventually(
              () ->
                  assertThat(stage.actionStatus("too-late").path("missed").toString())
                      .contains("Deadline"));
          assertThat(stage.planned("too-late")).isEmpty();
        });
  }

  private String lastState(String action) {
    return stage.actionStatus(action).at("/lastRun/state").asText();
  }

  private static Duration lateness(JsonNode run) {
    return Duration.ofMillis(run.path("at").asLong() - run.path("planned").asLong());
  }

  private static ZoneOffsetTransition nextGap(ZoneId zone) {
    ZoneOffsetTransition next = zone.getRules().nextTransition(Instant.now());
    return next.isGap() ? next : zone.getRules().nextTransition(next.getInstant());
  }
}
