package io.jararaca.health;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What was looked at, and how it is.
 *
 * @param lines one for each thing
 */
public record HealthReport(List<Line> lines) {

  /**
   * One thing that was looked at.
   *
   * @param well whether it is as it should be
   * @param part its name
   * @param detail for people; in one line
   */
  public record Line(boolean well, String part, String detail) {

    public Line {
      detail = detail.replace('\n', ' ');
    }

    /** A part of which there is nothing to say while it is well. */
    public static Line of(boolean well, String part, String trouble) {
      return new Line(well, part, well ? "ok" : trouble);
    }

    String text() {
      return (well ? "[+] " : "[-] ") + part + ": " + detail + "\n";
    }
  }

  public HealthReport {
    lines = List.copyOf(lines);
  }

  /** Whether all is as it should be. */
  public boolean well() {
    return lines.stream().allMatch(Line::well);
  }

  /** As people read it: a line for each part. */
  public String text() {
    return lines.stream().map(Line::text).collect(Collectors.joining());
  }
}
