package io.jararaca.rabbitmq;

/** Text that a stranger wrote, for logs and reasons. */
final class ForeignText {

  private static final int LONGEST = 1_000;
  private static final int REPLACEMENT = '\uFFFD';

  private ForeignText() {}

  /**
   * At most 1,000 characters, and none that breaks a line, moves a terminal's cursor or turns the
   * direction of what follows.
   */
  static String shown(String text) {
    boolean whole = text.codePointCount(0, text.length()) <= LONGEST;
    StringBuilder shown = new StringBuilder();
    text.codePoints()
        .limit(whole ? LONGEST : LONGEST - 1)
        .map(ForeignText::harmless)
        .forEach(shown::appendCodePoint);
    return whole ? shown.toString() : shown.append('…').toString();
  }

  private static int harmless(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          REPLACEMENT;
      default -> codePoint;
    };
  }
}
