package io.jararaca.crds.v1alpha1;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cuts what a status says to what its schema takes. A status that the API server refuses for one
 * long text would never be written again.
 */
final class Fitting {
  static final int MESSAGE = 1024;
  static final int NAME = 256;
  static final int WORD = 128;

  private Fitting() {}

  static @Nullable String text(@Nullable String text, int length) {
    if (text == null || text.length() <= length) {
      return text;
    }
    int end = length - 1;
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
  }

  /** The first of them. */
  static <T> List<T> list(@Nullable List<T> values, int size) {
    List<T> all = Defaults.list(values);
    return all.size() <= size ? all : List.copyOf(all.subList(0, size));
  }
}
