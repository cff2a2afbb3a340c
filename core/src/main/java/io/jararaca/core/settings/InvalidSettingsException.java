package io.jararaca.core.settings;

import java.util.List;

/** The environment is not one to start with. Names every variable that is wrong. */
public final class InvalidSettingsException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  InvalidSettingsException(List<String> problems) {
    super(String.join("\n", problems));
    this.problems = List.copyOf(problems);
  }

  /** One sentence for each variable: its name, its value, and the mend. */
  public List<String> problems() {
    return problems;
  }
}
