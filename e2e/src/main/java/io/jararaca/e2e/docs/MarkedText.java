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
    int from = begin(place);
    return new MarkedText(text.substring(0, from) + generated + text.substring(end(from)));
  }

  /**
   * What stands in a place.
   *
   * @throws IllegalStateException if there is no such place
   */
  public String at(String place) {
    int from = begin(place);
    return text.substring(from, end(from));
  }

  private int begin(String place) {
    String begin = "<!-- generated: " + place + " -->\n";
    int at = text.indexOf(begin);
    if (at < 0) {
      throw new IllegalStateException("no place for it, write: " + begin + END);
    }
    return at + begin.length();
  }

  private int end(int from) {
    int at = text.indexOf(END, from);
    if (at < 0) {
      throw new IllegalStateException("a place without " + END);
    }
    return at;
  }
}
