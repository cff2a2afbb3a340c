package io.jararaca.cli.schedule;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.jararaca.cli.CommandFailure;
import io.jararaca.cli.output.Table;
import io.jararaca.core.schedule.Schedule;
import io.jararaca.core.schedule.ZoneData;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a schedule does next.
 *
 * @param description in words
 * @param zoneData release of the zone data by which it was computed
 */
record Preview(
    String cron, String timeZone, String description, String zoneData, List<Tick> ticks) {

  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("EEE yyyy-MM-dd HH:mm:ss xxx", Locale.ROOT);
  private static final DateTimeFormatter LOCAL_ISO =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxxx", Locale.ROOT);

  /**
   * A tick.
   *
   * @param time its planned instant
   * @param localTime the same, with the zone's offset
   * @param note what a change of clocks does to it; none: nothing
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Tick(Instant time, String localTime, @Nullable String note) {}

  Preview {
    ticks = List.copyOf(ticks);
  }

  /**
   * @param from ticks at this instant count
   */
  static Preview of(Schedule schedule, ZoneId zone, Instant from, int count) {
    List<Tick> ticks =
        schedule.next(from.minusNanos(1), count).stream()
            .map(
                tick ->
                    new Tick(
                        tick,
                        tick.atZone(zone).format(LOCAL_ISO),
                        schedule.clockChange(tick).orElse(null)))
            .toList();
    if (ticks.isEmpty()) {
      throw CommandFailure.failed("there is no tick at or after " + from);
    }
    return new Preview(
        schedule.spec().expression(), zone.getId(), schedule.describe(), ZoneData.version(), ticks);
  }

  void print(PrintWriter out) {
    out.println(description);
    out.println();
    Table table = new Table("LOCAL TIME", "UTC", "NOTE");
    for (Tick tick : ticks) {
      ZonedDateTime local = tick.time().atZone(ZoneId.of(timeZone));
      table.row(
          local.format(LOCAL), tick.time().toString(), tick.note() == null ? "" : tick.note());
    }
    table.print(out);
    out.println();
    out.println("zone data " + zoneData);
  }
}
