package io.jararaca.core.settings;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Reads variables and notes all that is wrong with them, so that one start tells everything. An
 * empty variable counts as absent: that is how charts and compose files leave one out.
 */
public final class Environment {

  private static final BigDecimal MILLIS = BigDecimal.valueOf(1000);

  private final Map<String, String> variables;
  private final List<String> problems = new ArrayList<>();
  private final Map<String, Setting> settings = new LinkedHashMap<>();

  public Environment(Map<String, String> variables) {
    this.variables = variables;
  }

  /** What was asked for up to now, in that order. */
  public List<Setting> settings() {
    return List.copyOf(settings.values());
  }

  /** Text of a given form. */
  public String text(String name, String fallback, Pattern form, String mend) {
    String value = ask(new Setting(name, fallback, mend));
    if (!form.matcher(value).matches()) {
      refuse(name, value, mend);
      return fallback;
    }
    return value;
  }

  /** A URL that must be given. */
  public String url(String name, Function<String, String> check, String example) {
    String value = ask(Setting.required(name, "like " + example));
    if (value.isEmpty()) {
      problems.add("%s is not set: set it to %s".formatted(name, example));
      return value;
    }
    String problem = check.apply(value);
    if (!problem.isEmpty()) {
      problems.add("%s=%s: %s".formatted(name, Urls.withoutPassword(value), problem));
    }
    return value;
  }

  /** Seconds, with decimals down to a millisecond. */
  public Duration seconds(String name, String fallback, String least, String most) {
    return Duration.ofMillis(
        decimal(name, fallback, least, most, "a number of seconds").multiply(MILLIS).longValue());
  }

  public int integer(String name, int fallback, int least, int most) {
    BigDecimal value = decimal(name, "" + fallback, "" + least, "" + most, "a whole number");
    if (value.stripTrailingZeros().scale() > 0) {
      refuse(name, value.toPlainString(), "use a whole number");
      return fallback;
    }
    return value.intValue();
  }

  /** Comma-separated items of a given form; empty: none. */
  public List<String> list(String name, Pattern form, String mend) {
    List<String> items =
        Arrays.stream(ask(new Setting(name, "", mend)).split(","))
            .map(String::strip)
            .filter(item -> !item.isEmpty())
            .distinct()
            .toList();
    items.stream()
        .filter(item -> !form.matcher(item).matches())
        .forEach(item -> refuse(name, item, mend));
    return items;
  }

  public void refuse(String name, String value, String mend) {
    problems.add("%s=%s: %s".formatted(name, value, mend));
  }

  /**
   * @throws InvalidSettingsException if anything was wrong
   */
  public void check() {
    if (!problems.isEmpty()) {
      throw new InvalidSettingsException(problems);
    }
  }

  public String value(String name, String fallback) {
    return settings.containsKey(name) ? look(name, fallback) : ask(new Setting(name, fallback, ""));
  }

  private String ask(Setting setting) {
    settings.put(setting.name(), setting);
    return look(setting.name(), setting.fallback());
  }

  private String look(String name, String fallback) {
    String value = variables.getOrDefault(name, "").strip();
    return value.isEmpty() ? fallback : value;
  }

  private BigDecimal decimal(String name, String fallback, String least, String most, String what) {
    String mend = "use %s from %s to %s".formatted(what, least, most);
    String value = ask(new Setting(name, fallback, mend));
    try {
      BigDecimal number = new BigDecimal(value);
      if (number.compareTo(new BigDecimal(least)) >= 0
          && number.compareTo(new BigDecimal(most)) <= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      mend = mend + ", such as " + fallback;
    }
    refuse(name, value, mend);
    return new BigDecimal(fallback);
  }
}
