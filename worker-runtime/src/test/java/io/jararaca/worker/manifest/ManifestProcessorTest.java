package io.jararaca.worker.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The compiler itself runs the processor, as it would in a user's build. */
class ManifestProcessorTest {

  /** The annotation's fields stand on lines of their own, from line 5 on. */
  private static final String SOURCE =
      """
      package app;
      import io.jararaca.worker.*;
      public class Reports {
        @ScheduledAction(
          cron = "%s",
          timeZone = "%s",
          %s)
        public void sendReport() {}
      }
      """;

  @TempDir private Path classes = Path.of("");

  @Test
  void a_manifest_says_what_is_not_the_default() throws IOException {
    assertThat(
            compile(
                SOURCE.formatted(
                    "0 9 * * MON-FRI",
                    "Europe/Berlin",
                    "payload = \"{\\\"to\\\": \\\"Ana: \\\\\\\"x\\\\\\\"\\\"}\", retry = @Retry(maxAttempts = 3),"
                        + " headers = \"team=a: b\"")))
        .isEmpty();

    assertThat(manifest("send-report"))
        .isEqualTo(
            """
            apiVersion: jararaca.io/v1alpha1
            kind: ScheduledAction
            metadata:
              name: "send-report"
            spec:
              cron: "0 9 * * MON-FRI"
              timeZone: "Europe/Berlin"
              payload: {"to":"Ana: \\"x\\""}
              headers:
                "team": "a: b"
              retry:
                maxAttempts: 3
            """);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "61 9 * * *   | UTC     | suspend = false          | 5 | cron \"61 9 * * *\": minute \"61\": 0 to 59",
        "0 0 30 2 *   | UTC     | suspend = false          | 5 | never fires: no year has day 30 of February",
        "@daily       | Berlin  | suspend = false          | 6 | timeZone \"Berlin\"",
        "@daily       | UTC     | maxActive = 0            | 7 | maxActive 0: must be 1 or more",
        "@daily       | UTC     | startTime = \"soon\"     | 7 | startTime \"soon\": write it like",
        "@daily       | UTC     | payload = \"{\"          | 7 | payload \"{\": is not JSON",
        "@daily       | UTC     | headers = \"x\"          | 7 | headers \"x\": write name=value",
        "@daily       | UTC     | handler = \"a b\"        | 7 | handler \"a b\": use 1 to 128",
        "@daily       | UTC     | retry = @Retry(factor=0) | 7 | retry.factor 0.0: must be 1 to 10",
        "@daily       | UTC     | name = \"Nightly\"       | 7 | name \"Nightly\": use 1 to 253 lower-case",
        "@daily       | UTC     | exclusive = false        | 4 | timeout: exclusive: false needs one",
      })
  void what_is_wrong_is_an_error_where_it_stands(
      String cron, String zone, String more, long line, String message) {
    List<Diagnostic<? extends JavaFileObject>> errors = compile(SOURCE.formatted(cron, zone, more));

    assertThat(errors)
        .singleElement()
        .satisfies(
            error -> {
              assertThat(error.getKind()).isEqualTo(Diagnostic.Kind.ERROR);
              assertThat(error.getMessage(null)).contains(message);
              assertThat(error.getLineNumber()).isEqualTo(line);
            });
    assertThat(classes).isEmptyDirectory();
  }

  @Test
  void two_methods_of_one_name_are_an_error_at_the_second() {
    List<Diagnostic<? extends JavaFileObject>> errors =
        compile(
            """
            package app;
            import io.jararaca.worker.*;
            public class Reports {
              @ScheduledAction(cron = "@daily") public void sendReport() {}
              @ScheduledAction(cron = "@daily", name = "send-report") public void other() {}
            }
            """);

    assertThat(errors)
        .singleElement()
        .satisfies(
            error -> {
              assertThat(error.getMessage(null)).contains("app.Reports.sendReport has it too");
              assertThat(error.getLineNumber()).isEqualTo(5);
            });
  }

  private String manifest(String name) throws IOException {
    return Files.readString(classes.resolve("META-INF/jararaca").resolve(name + ".yaml"));
  }

  private List<Diagnostic<? extends JavaFileObject>> compile(String source) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> told = new DiagnosticCollector<>();
    compiler
        .getTask(
            new StringWriter(),
            null,
            told,
            List.of(
                "-processor",
                ManifestProcessor.class.getName(),
                "-d",
                classes.toString(),
                "-cp",
                System.getProperty("java.class.path")),
            null,
            List.of(file(source)))
        .call();
    return told.getDiagnostics().stream()
        .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
        .toList();
  }

  private static JavaFileObject file(String source) {
    return new SimpleJavaFileObject(
        URI.create("string:///app/Reports.java"), JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return source;
      }
    };
  }
}
