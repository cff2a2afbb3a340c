package io.jararaca.e2e.crds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.assertj.core.api.SoftAssertions.assertSoftly;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import io.jararaca.e2e.fixture.E2e;
import io.jararaca.e2e.fixture.SharedServers;
import io.jararaca.e2e.server.Kubectl;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code kubectl apply} refuses, and its bounds. */
@ExtendWith(E2e.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CrdValidationIT {
  private static final String ACTION = "ScheduledAction";
  private static final String MESSAGE = "DelayedMessage";

  private final Definitions definitions;
  private final Kubectl kubectl;

  CrdValidationIT(SharedServers servers) {
    kubectl = servers.apiServer().kubectl();
    definitions = Definitions.installed(kubectl, "crd-validation");
  }

  @TestFactory
  Stream<DynamicTest> a_rule_refuses_with_the_field_and_the_mend() {
    assertThat(kubectl.attemptToApply(manifests(Refusal::before)).errors()).isEmpty();

    String[] errors = kubectl.attemptToApply(manifests(Refusal::spec)).errors().split("\n");

    return Refusal.all().stream()
        .map(
            refusal ->
                dynamicTest(
                    refusal.toString(),
                    () ->
                        assertThat(errors)
                            .filteredOn(
                                line ->
                                    line.contains("\"%s\" is invalid".formatted(refusal.name())))
                            .singleElement(STRING)
                            .contains(refusal.field() + ": ", refusal.message())));
  }

  private String manifests(Function<Refusal, @Nullable String> spec) {
    return Refusal.all().stream()
        .filter(refusal -> spec.apply(refusal) != null)
        .map(
            refusal ->
                definitions.manifest(refusal.kind(), refusal.name(), "" + spec.apply(refusal)))
        .collect(Collectors.joining("---\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"scheduledactions", "delayedmessages"})
  void every_rule_is_tried(String plural) {
    List<String> tried = new ArrayList<>(Refusal.all().stream().map(Refusal::message).toList());
    tried.add("the resource's name stands for the handler");

    assertThat(Definitions.schema(plural).findValues("x-kubernetes-validations"))
        .flatExtracting(rules -> rules.findValuesAsText("message"))
        .isNotEmpty()
        .allSatisfy(message -> assertThat(tried).anyMatch(message::contains));
  }

  @Test
  void a_refused_cron_is_quoted() {
    assertThat(definitions.apply(ACTION, "quoted", "{cron: '61 * *'}").errors())
        .contains("cron \"61 * *\" has the wrong number of fields");
  }

  @Test
  void a_name_too_long_for_a_handler_needs_a_handler() {
    String name = "n".repeat(129);

    assertThat(definitions.apply(ACTION, name, "{cron: '@daily'}").errors())
        .contains("spec.handler: ", "longer than 128 characters: shorten it or set spec.handler");
    assertThat(definitions.apply(ACTION, name, "{cron: '@daily', handler: short}").errors())
        .isEmpty();
    assertThat(definitions.apply(ACTION, "n".repeat(128), "{cron: '@daily'}").errors()).isEmpty();
  }

  @Test
  void values_below_and_above_the_bounds_are_refused_each_by_name() {
    assertSoftly(
        softly -> {
          for (String bound : List.of("minimum", "maximum")) {
            int beyond = bound.equals("minimum") ? -1 : 1;
            String says =
                bound.equals("minimum") ? "greater than or equal to" : "less than or equal to";
            for (Bounded kind : List.of(Bounded.ACTION, Bounded.MESSAGE)) {
              String errors =
                  definitions.apply(kind.kind(), "bounds", kind.spec(bound, beyond)).errors();
              for (String field : kind.fields()) {
                softly
                    .assertThat(errors)
                    .as("%s of %s %s", bound, kind.kind(), field)
                    .contains("%s in body should be %s".formatted(field, says));
              }
            }
          }
        });
  }

  @Test
  void the_bounds_themselves_are_taken() {
    for (String bound : List.of("minimum", "maximum")) {
      for (Bounded kind : List.of(Bounded.ACTION, Bounded.MESSAGE)) {
        JsonNode spec = definitions.taken(kind.kind(), kind.spec(bound, 0));

        assertThat(spec.path("timeoutSeconds").asInt()).isIn(1, 604_800);
      }
    }
  }

  @Test
  void the_longest_texts_are_taken_and_longer_ones_are_not() {
    String taken =
        "{cron: '%s* * * * *', timeZone: '%s', handler: '%s', exceptionHandler: '%s', headers: {%s}}";
    assertThat(definitions.apply(ACTION, "longest", texts(taken, 0, 32)).errors()).isEmpty();

    assertThat(definitions.apply(ACTION, "longer", texts(taken, 1, 33)).errors())
        .contains(
            "spec.cron: Too long: may not be more than 256",
            "spec.timeZone: Too long: may not be more than 64",
            "spec.handler: Too long: may not be more than 128",
            "spec.exceptionHandler: Too long: may not be more than 128",
            "spec.headers.h0: Too long: may not be more than 1024",
            "spec.headers: Too many: 33: must have at most 32 items");
    assertThat(
            definitions
                .apply(
                    MESSAGE,
                    "longer",
                    "{handler: mail, delaySeconds: 1, idempotencyKey: '%s'}"
                        .formatted("k".repeat(257)))
                .errors())
        .contains("spec.idempotencyKey: Too long: may not be more than 256");
    definitions.taken(
        MESSAGE,
        "{handler: mail, delaySeconds: 1, idempotencyKey: '%s'}".formatted("ü".repeat(256)));
  }

  private static String texts(String spec, int more, int headers) {
    String values =
        String.join(
            ", ",
            Stream.iterate(0, i -> i + 1)
                .limit(headers)
                .map(i -> "h%d: %s".formatted(i, "v".repeat(1024 + more)))
                .toList());
    return spec.formatted(
        " ".repeat(247 + more),
        "Z".repeat(64 + more),
        "h".repeat(128 + more),
        "h".repeat(128 + more),
        values);
  }

  @Test
  void values_of_another_type_or_unknown_are_refused_each_by_name() {
    assertThat(
            definitions
                .apply(
                    ACTION,
                    "types",
                    "{cron: '@daily', catchUp: Sometimes, onLost: Never, dstGapPolicy: Next, suspend: 'true',"
                        + " timeoutSeconds: 1.5, startTime: tomorrow, headers: {a: 1}}")
                .errors())
        .contains(
            "spec.catchUp: Unsupported value: \"Sometimes\": supported values: \"All\", \"Latest\", \"None\"",
            "spec.onLost: Unsupported value: \"Never\"",
            "spec.dstGapPolicy: Unsupported value: \"Next\"",
            "spec.suspend in body must be of type boolean",
            "spec.timeoutSeconds in body must be of type integer",
            "spec.startTime in body must be of type date-time",
            "spec.headers.a in body must be of type string");
    assertThat(definitions.apply(ACTION, "types", "{cron: '@daily', timezone: UTC}").errors())
        .contains("unknown field \"spec.timezone\"");
    assertThat(definitions.apply(ACTION, "types", "{}").errors())
        .contains("spec.cron: Required value");
    assertThat(definitions.apply(MESSAGE, "types", "{delaySeconds: 1}").errors())
        .contains("spec.handler: Required value");
    assertThat(definitions.apply(ACTION, "types", "").errors()).contains("spec: Required value");
  }
}
