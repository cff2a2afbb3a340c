package io.jararaca.core.schedule;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.zone.ZoneRulesProvider;
import java.util.Locale;
import java.util.Optional;

/** The time zone data of this JVM. */
public final class ZoneData {
  private static final int MOST_EDITS = 3;

  private ZoneData() {}

  /** The IANA release the JVM carries, such as {@code 2025a}; to be logged and exposed. */
  public static String version() {
    return ZoneRulesProvider.getVersions("UTC").lastKey();
  }

  /**
   * A zone by its IANA name ({@code Europe/Berlin}) or a fixed offset ({@code +05:30}).
   *
   * @throws InvalidScheduleException of the field {@code timeZone}, with the nearest name
   */
  static ZoneId zone(String id) {
    try {
      return ZoneId.of(id);
    } catch (DateTimeException e) {
      throw new InvalidScheduleException(
          "timeZone",
          id,
          "is not in this JVM's zone data ("
              + version()
              + "); "
              + nearest(id)
                  .map(name -> "did you mean \"" + name + "\"?")
                  .orElse("write an IANA name such as \"Europe/Berlin\" or \"UTC\""));
    }
  }

  private static Optional<String> nearest(String id) {
    String wanted = id.strip().replace(' ', '_').toLowerCase(Locale.ROOT);
    if (wanted.length() < 2 || wanted.length() > 64) {
      return Optional.empty();
    }
    String shortName = ZoneId.SHORT_IDS.get(id.strip().toUpperCase(Locale.ROOT));
    if (shortName != null && shortName.indexOf('/') > 0) {
      return Optional.of(shortName);
    }
    String best = "";
    int bestEdits = Math.min(MOST_EDITS, wanted.length() / 2) + 1;
    for (String name : ZoneRulesProvider.getAvailableZoneIds()) {
      String known = name.toLowerCase(Locale.ROOT);
      int edits = edits(wanted, wanted.indexOf('/') < 0 ? city(known) : known);
      if (edits < bestEdits || edits == bestEdits && !best.isEmpty() && name.compareTo(best) < 0) {
        best = name;
        bestEdits = edits;
      }
    }
    return best.isEmpty() ? Optional.empty() : Optional.of(best);
  }

  private static String city(String name) {
    return name.substring(name.lastIndexOf('/') + 1);
  }

  /** Levenshtein's distance. */
  private static int edits(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
