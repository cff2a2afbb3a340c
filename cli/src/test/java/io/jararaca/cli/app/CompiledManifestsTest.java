package io.jararaca.cli.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.jararaca.core.action.ActionDefinition;
import io.jararaca.worker.manifest.ManifestProcessor;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Manifests that the annotation processor writes mean what the annotations mean. */
class CompiledManifestsTest {

  private static final String SOURCE =
      """
      package app;
      import io.jararaca.core.action.CatchUp;
      import io.jararaca.core.schedule.DstGapPolicy;
      import io.jararaca.worker.*;
      public class Reports {
        @ScheduledAction(cron = "@every 90s")
        public void plain() {}

        @ScheduledAction(
            cron = "30 2 * * MON-FRI", name = "every.field", handler = "Write_Report", timeZone = "Europe/Berlin",
            dstGapPolicy = DstGapPolicy.SKIP, payload = "{\\"a\\":[1,\\"two\\\\u0007\\"]}",
            headers = {"team=a: 'b' \\\\ #", "x y={z}"}, allowOverlap = true, maxActive = 7, timeoutSeconds = 60,
            exceptionHandler = "tell", onLost = OnLost.FAIL, catchUp = CatchUp.ALL, startingDeadlineSeconds = 120,
            retry = @Retry(maxAttempts = 3, minBackoffSeconds = 2, maxBackoffSeconds = 9, factor = 1.5,
                jitterPercent = 0),
            jitterSeconds = 5, suspend = true, startTime = "2026-01-01T00:00:00Z", endTime = "2027-01-01T00:00:00Z",
            maxRuns = 8, suspendAfterFailures = 4, historyLimit = 3)
        public void everyField() {}

        @ScheduledAction(cron = "0 0 * * * *", exclusive = false, timeoutSeconds = 5, catchUp = CatchUp.NONE)
        public void broadcast() {}
      }
      """;

  @TempDir private Path classes = Path.of("");

  @Test
  void every_field_arrives() {
    compile();

    List<ActionDefinition> code = new CodeActions(classes, "shop").read();
    List<ActionDefinition> yaml =
        new ManifestActions(classes.resolve("META-INF/jararaca"), "shop").read();

    assertThat(yaml).hasSameSizeAs(code).hasSize(3);
    assertThat(code)
        .allSatisfy(
            action ->
                assertThat(yaml)
                    .as("%s as a manifest", action)
                    .anyMatch(manifest -> manifest.meansTheSameAs(action)));
  }

  private void compile() {
    StringWriter problems = new StringWriter();
    assertThat(
            ToolProvider.getSystemJavaCompiler()
                .getTask(
                    problems,
                    null,
                    null,
                    List.of(
                        "-processor",
                        ManifestProcessor.class.getName(),
                        "-d",
                        classes.toString(),
                        "-cp",
                        System.getProperty("java.class.path")),
                    null,
                    List.of(source()))
                .call())
        .as(problems.toString())
        .isTrue();
  }

  private static JavaFileObject source() {
    return new SimpleJavaFileObject(
        URI.create("string:///app/Reports.java"), JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return SOURCE;
      }
    };
  }
}
