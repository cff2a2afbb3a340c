package io.jararaca.cli.output;

import java.util.Locale;

/** How results are written. */
public enum OutputFormat {
  /** For people; its layout may change. */
  TEXT,
  /** For programs: one JSON document, whose fields stay. */
  JSON;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
