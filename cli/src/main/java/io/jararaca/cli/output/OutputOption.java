package io.jararaca.cli.output;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.PrintWriter;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/** The option {@code -o} and what it decides. */
public final class OutputOption {

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description = "text, or json: one document whose fields stay as they are.")
  private OutputFormat format = OutputFormat.TEXT;

  /**
   * Writes a result.
   *
   * @param document what stands in the JSON: records, maps, lists and instants
   * @param text writes it for people
   */
  public void print(PrintWriter out, Object document, Consumer<PrintWriter> text) {
    if (format == OutputFormat.JSON) {
      out.println(json(document));
    } else {
      text.accept(out);
    }
    out.flush();
  }

  private static String json(Object document) {
    try {
      return JSON.writeValueAsString(document);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot be written as JSON: " + document, e);
    }
  }
}
