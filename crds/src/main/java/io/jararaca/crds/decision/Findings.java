package io.jararaca.crds.decision;

import io.jararaca.core.schedule.InvalidScheduleException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Collects all that is wrong in a spec, so that a person mends it in one go. */
final class Findings {

  private final List<Finding> found = new ArrayList<>();

  void add(Finding finding) {
    found.add(finding);
  }

  /**
   * The value, unless making it fails: then that is a finding and the value null. The records of
   * core name field, value and mend in what they throw.
   */
  <T> @Nullable T check(String field, Supplier<@Nullable T> value) {
    try {
      return value.get();
    } catch (InvalidScheduleException e) {
      found.add(new Finding(e.field(), sentence(e)));
    } catch (IllegalArgumentException e) {
      found.add(new Finding(field, sentence(e)));
    }
    return null;
  }

  boolean none() {
    return found.isEmpty();
  }

  List<Finding> all() {
    return List.copyOf(found);
  }

  private static String sentence(RuntimeException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
