package io.jararaca.core.settings;

/**
 * A variable that a process asks for.
 *
 * @param fallback what counts where it is not set; empty: nothing
 * @param bounds what may be set, for people; empty: anything
 * @param mustBeSet whether the process does not start without it
 */
public record Setting(String name, String fallback, String bounds, boolean mustBeSet) {

  /**
   * @param mend as a refusal says it: {@code use 1 to 5}
   */
  Setting(String name, String fallback, String mend) {
    this(name, fallback, mend.replaceFirst("^use ", ""), false);
  }

  static Setting required(String name, String bounds) {
    return new Setting(name, "", bounds, true);
  }
}
