package io.jararaca.core.schedule;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** A table that another implementation computed; the scripts lie in src/test/oracle. */
record OracleTable(List<String[]> comments, List<String[]> rows) {

  static OracleTable read(String name) {
    try (InputStream in = OracleTable.class.getResourceAsStream(name)) {
      byte[] bytes = Objects.requireNonNull(in, name).readAllBytes();
      List<String> lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
      return new OracleTable(
          lines.stream().filter(l -> l.startsWith("#")).map(OracleTable::cells).toList(),
          lines.stream().filter(l -> !l.startsWith("#")).map(OracleTable::cells).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String[] cells(String line) {
    return line.split("\t", -1);
  }
}
