package io.jararaca.e2e.docs;

import static io.jararaca.e2e.docs.Table.code;

import io.jararaca.core.settings.Environment;
import io.jararaca.core.settings.Setting;
import io.jararaca.operator.settings.OperatorSettings;
import io.jararaca.worker.settings.BeatWorkerSettings;
import io.jararaca.worker.settings.WorkerSettings;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * docs/settings.md: every variable that operator, worker and beat ask for. Names, defaults and
 * bounds come from the code; what a setting means and which value of the chart sets it stands in
 * the page, and is taken over.
 */
public final class SettingsPage {

  private static final Path NO_POD = Path.of("/nowhere");
  private static final Map<String, String> LEAST =
      Map.of("BACKEND_URL", "redis://redis:6379/0", "BROKER_URL", "amqp://rabbitmq:5672/");
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `([A-Z_]+)` \\|.*? \\|.*? \\| ?(.*?) \\| ?(.*?) \\|$");

  /** What people wrote of a setting, in Markdown. */
  public record Written(String meaning, String chartValue) {
    private static final Written NOTHING = new Written("", "");
  }

  private SettingsPage() {}

  static MarkedText fill(MarkedText page) {
    MarkedText filled = page;
    for (var place : places().entrySet()) {
      filled =
          filled.with(place.getKey(), table(place.getValue(), written(page.at(place.getKey()))));
    }
    return filled;
  }

  /** Of each place on the page, the settings that belong there. */
  public static Map<String, List<Setting>> places() {
    Map<String, List<Setting>> places = new LinkedHashMap<>();
    places.put("operator settings", asked(OperatorSettings::read));
    places.put("worker settings", asked(env -> WorkerSettings.read(env, NO_POD)));
    places.put("beat settings", asked(env -> BeatWorkerSettings.read(env, NO_POD)));
    return places;
  }

  /** What is written in a table, by the settings' names. */
  public static Map<String, Written> written(String table) {
    Map<String, Written> written = new LinkedHashMap<>();
    ROW.matcher(table)
        .results()
        .forEach(row -> written.put(row.group(1), new Written(row.group(2), row.group(3))));
    return written;
  }

  private static List<Setting> asked(Consumer<Environment> reader) {
    Environment environment = new Environment(LEAST);
    reader.accept(environment);
    return environment.settings();
  }

  private static String table(List<Setting> settings, Map<String, Written> written) {
    Table table = new Table("variable", "default", "bounds", "meaning", "chart value");
    for (Setting setting : settings) {
      Written words = written.getOrDefault(setting.name(), Written.NOTHING);
      table.row(
          code(setting.name()),
          setting.mustBeSet() ? "required" : code(setting.fallback()),
          setting.bounds(),
          words.meaning(),
          words.chartValue());
    }
    return table.text();
  }
}
