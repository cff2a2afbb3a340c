package io.jararaca.redis;

import io.jararaca.core.ledger.RunSnapshot;
import io.jararaca.core.run.HandlerRef;
import io.jararaca.core.run.Origin;
import io.jararaca.core.run.Owner;
import io.jararaca.core.run.PassedRange;
import io.jararaca.core.run.PassedReason;
import io.jararaca.core.run.RunId;
import io.jararaca.core.run.RunState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs and passed ranges as read.lua writes them: values between tabs, a line each. */
final class RunLine {

  private RunLine() {}

  static RunSnapshot read(Owner owner, String line) {
    String[] values = line.split("\t", -1);
    return new RunSnapshot(
        RunId.parse(values[0]),
        owner,
        Origin.ofLabel(values[1]),
        HandlerRef.parse(values[2]),
        instant(values[3]),
        instant(values[4]),
        RunState.ofLabel(values[5]),
        Integer.parseInt(values[6]),
        Integer.parseInt(values[7]),
        optionalInstant(values[8]),
        optionalInstant(values[9]),
        optionalInstant(values[10]),
        optionalText(values[11]),
        optionalText(values[12]),
        optionalText(values[13]));
  }

  static List<PassedRange> readPassed(String lines) {
    return lines.lines().map(RunLine::passed).toList();
  }

  private static PassedRange passed(String line) {
    String[] values = line.split("\t", -1);
    return new PassedRange(
        instant(values[0]),
        instant(values[1]),
        Long.parseLong(values[2]),
        PassedReason.ofLabel(values[3]));
  }

  private static Instant instant(String milliseconds) {
    return Instant.ofEpochMilli(Long.parseLong(milliseconds));
  }

  private static @Nullable Instant optionalInstant(String milliseconds) {
    return milliseconds.equals("0") ? null : instant(milliseconds);
  }

  private static @Nullable String optionalText(String text) {
    return text.isEmpty() ? null : unescaped(text);
  }

  private static String unescaped(String text) {
    if (text.indexOf('\\') < 0) {
      return text;
    }
    StringBuilder plain = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '\\' || i + 1 == text.length()) {
        plain.append(c);
        continue;
      }
      i++;
      plain.append(
          switch (text.charAt(i)) {
            case 't' -> '\t';
            case 'n' -> '\n';
            case 'r' -> '\r';
            default -> text.charAt(i);
          });
    }
    return plain.toString();
  }
}
