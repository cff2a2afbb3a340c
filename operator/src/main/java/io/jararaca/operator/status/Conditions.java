package io.jararaca.operator.status;

import io.jararaca.crds.v1alpha1.Condition;
import io.jararaca.crds.v1alpha1.ConditionStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Builds a list of conditions; each keeps its transition time while its status is the same. */
final class Conditions {

  private final List<Condition> before;
  private final long generation;
  private final Instant now;
  private final List<Condition> next = new ArrayList<>();

  Conditions(List<Condition> before, long generation, Instant now) {
    this.before = before;
    this.generation = generation;
    this.now = now;
  }

  /** What is stated, without when and about which generation. */
  record Statement(ConditionStatus status, String reason, String message) {

    static Statement of(Condition condition) {
      return new Statement(
          condition.status(),
          condition.reason(),
          Objects.requireNonNullElse(condition.message(), ""));
    }

    static Statement yes(String reason, String message) {
      return new Statement(ConditionStatus.TRUE, reason, message);
    }

    static Statement no(String reason, String message) {
      return new Statement(ConditionStatus.FALSE, reason, message);
    }

    static Statement unknown(String reason, String message) {
      return new Statement(ConditionStatus.UNKNOWN, reason, message);
    }

    boolean isFalse() {
      return status == ConditionStatus.FALSE;
    }
  }

  Conditions add(String type, Statement statement) {
    Condition condition =
        new Condition(
            type, statement.status(), statement.reason(), statement.message(), now, generation);
    next.add(Condition.find(Condition.with(before, condition), type).orElse(condition));
    return this;
  }

  List<Condition> all() {
    return List.copyOf(next);
  }
}
