package io.jararaca.cli.output;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One thing's fields, a line each. */
public final class Fields {

  private final Map<String, String> lines = new LinkedHashMap<>();

  /** What is none, or empty, is left out. */
  public Fields add(String name, @Nullable Object value) {
    if (value != null && !value.toString().isEmpty()) {
      lines.put(name, value.toString());
    }
    return this;
  }

  public void print(PrintWriter out) {
    int width = lines.keySet().stream().mapToInt(String::length).max().orElse(0);
    lines.forEach(
        (name, value) -> out.println(name + ":" + " ".repeat(width - name.length() + 2) + value));
  }
}
