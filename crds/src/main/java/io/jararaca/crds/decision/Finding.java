package io.jararaca.crds.decision;

/**
 * Something wrong in a spec that the schema cannot see.
 *
 * @param field as the resource names it
 * @param message names the field, the value and the mend
 */
public record Finding(String field, String message) {

  static Finding of(String field, Object value, String mend) {
    return new Finding(field, "%s %s: %s".formatted(field, value, mend));
  }
}
