package io.jararaca.benchmarks;

import java.util.List;
import java.util.Locale;

/** Values that were measured, and how they are summed up and shown. */
public final class Figures {
  private final List<Double> sorted;

  private Figures(List<Double> sorted) {
    this.sorted = sorted;
  }

  /**
   * @throws IllegalArgumentException there is none
   */
  public static Figures of(List<? extends Number> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("values: must hold one or more");
    }
    return new Figures(values.stream().map(Number::doubleValue).sorted().toList());
  }

  /** The middle one, or the mean of the middle two. */
  public double median() {
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  /**
   * The least value that so many are not above (nearest rank).
   *
   * @param percent more than 0, at most 100
   */
  public double percentile(double percent) {
    return sorted.get((int) Math.ceil(percent / 100 * sorted.size()) - 1);
  }

  public double max() {
    return sorted.get(sorted.size() - 1);
  }

  /** With a comma every three digits. */
  public static String whole(double value) {
    return String.format(Locale.ROOT, "%,.0f", value);
  }

  /** With one decimal. */
  public static String tenths(double value) {
    return String.format(Locale.ROOT, "%,.1f", value);
  }
}
