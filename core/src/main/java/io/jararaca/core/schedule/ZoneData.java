package io.jararaca.core.schedule;

import java.time.ZoneId;
import java.time.zone.ZoneRulesProvider;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The time zone data of this JVM. */
public final class ZoneData {
  private static final int LONGEST = 64;
  private static final int LETTERS_PER_SLIP = 4;

  /** What people write who do not know that such a name stands for several places, or none. */
  private static final Map<String, String> SHORT_NAMES =
      Map.of(
          "Z", "UTC",
          "EST", "America/New_York",
          "EDT", "America/New_York",
          "CST", "America/Chicago",
          "CDT", "America/Chicago",
          "MST", "America/Denver",
          "PST", "America/Los_Angeles",
          "PDT", "America/Los_Angeles",
          "CEST", "Europe/Berlin",
          "IST", "Asia/Kolkata");

  private static final Pattern WHOLE_HOURS =
      Pattern.compile("(?:UTC|GMT)?([+-])0?(\\d{1,2})(?::?00)?", Pattern.CASE_INSENSITIVE);

  private ZoneData() {}

  /** The IANA release the JVM carries, such as {@code 2025a}; to be logged and exposed. */
  public static String version() {
    return ZoneRulesProvider.getVersions("UTC").lastKey();
  }

  /**
   * A zone by its IANA name, such as {@code Europe/Berlin}.
   *
   * @throws InvalidScheduleException of the field {@code timeZone}, with the nearest name
   */
  static ZoneId zone(String id) {
    if (ZoneRulesProvider.getAvailableZoneIds().contains(id)) {
      return ZoneId.of(id);
    }
    String mend =
        fixedOffset(id)
            .or(() -> nearest(id))
            .map(name -> "did you mean \"" + name + "\"?")
            .orElse("write an IANA name such as \"Europe/Berlin\" or \"UTC\"");
    throw new InvalidScheduleException(
        "timeZone", id, "not in the zone data of this JVM (" + version() + "); " + mend);
  }

  /** {@code UTC+2} is {@code Etc/GMT-2}: as POSIX has it, those names count to the west. */
  private static Optional<String> fixedOffset(String id) {
    Matcher offset = WHOLE_HOURS.matcher(id.strip());
    if (!offset.matches()) {
      return Optional.empty();
    }
    String hours = offset.group(2);
    String name =
        hours.equals("0") ? "UTC" : "Etc/GMT" + (offset.group(1).equals("+") ? "-" : "+") + hours;
    return Optional.of(name).filter(ZoneRulesProvider.getAvailableZoneIds()::contains);
  }

  private static Optional<String> nearest(String id) {
    String wanted = id.strip().replace(' ', '_').toLowerCase(Locale.ROOT);
    String shortName = SHORT_NAMES.get(wanted.toUpperCase(Locale.ROOT));
    if (shortName != null || wanted.isEmpty() || wanted.length() > LONGEST) {
      return Optional.ofNullable(shortName);
    }
    String best = "";
    int bestEdits = wanted.length() / LETTERS_PER_SLIP + 1;
    for (String name : ZoneRulesProvider.getAvailableZoneIds()) {
      String known = name.toLowerCase(Locale.ROOT);
      int edits = edits(wanted, wanted.indexOf('/') < 0 ? city(known) : known);
      if (edits < bestEdits || edits == bestEdits && isPlainer(name, best)) {
        best = name;
        bestEdits = edits;
      }
    }
    return best.isEmpty() ? Optional.empty() : Optional.of(best);
  }

  private static boolean isPlainer(String name, String best) {
    return name.length() < best.length()
        || name.length() == best.length() && name.compareTo(best) < 0;
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
