package io.jararaca.e2e.docs;

/**
 * A text with places that are generated, each between two comments. What people wrote around them
 * stays.
 *
 * @param text as Markdown
 */
public record MarkedText(String text) {

  private static final String END = "<!-- end -->\n";

  /**
   * Puts something in its place.
   *
   * @param place names it: {@code <!-- generated: place -->}
   * @throws IllegalStateException if there is no such place
   */
  public MarkedText with(String place, String generated) {
    String begin = "<!-- generated: " + place + " -->\n";
    int from = text.indexOf(begin) + begin.length();
    int to = text.indexOf(END, from);
    if (from < begin.length() || to < 0) {
      throw new IllegalStateException("no place for it, write: " + begin + END);
    }
    return new MarkedText(text.substring(0, from) + generated + text.substring(to));
  }
}
