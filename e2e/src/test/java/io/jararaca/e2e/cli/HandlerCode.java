package io.jararaca.e2e.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler.CompilationTask;
import javax.tools.JavaFileObject.Kind;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** A class of handlers, {@code app.Jobs}, that note each run in the file RUN_LOG names. */
final class HandlerCode {

  private static final String CLASS =
      """
      package app;
      import io.jararaca.worker.MessageHandler;
      import io.jararaca.worker.Run;
      import io.jararaca.worker.ScheduledAction;
      import java.nio.file.Files;
      import java.nio.file.Path;
      import java.nio.file.StandardOpenOption;
      public class Jobs {
        %s
        private static void note(Run run) throws Exception {
          Files.writeString(Path.of(System.getenv("RUN_LOG")), run.handler() + " " + run.plannedAt() + "\\n",
              StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
      }
      """;

  private final StringBuilder methods = new StringBuilder();

  /** With a method for that action. */
  HandlerCode action(String name, String cron) {
    return method(
        "@ScheduledAction(name = \"%s\", cron = \"%s\")".formatted(name, cron), "note(run);");
  }

  /** With a method for messages; the statement ends it. */
  HandlerCode handler(String name, String statement) {
    return method("@MessageHandler(\"%s\")".formatted(name), "note(run); " + statement);
  }

  private HandlerCode method(String annotation, String body) {
    methods.append(
        "%s public void method%d(Run run) throws Exception { %s }%n"
            .formatted(annotation, methods.length(), body));
    return this;
  }

  /** Compiles into a folder of classes, over what it held. */
  Path compiledTo(Path folder) {
    StringWriter problems = new StringWriter();
    CompilationTask task =
        ToolProvider.getSystemJavaCompiler()
            .getTask(
                problems,
                null,
                null,
                List.of(
                    "-proc:none",
                    "-d",
                    folder.toString(),
                    "-cp",
                    System.getProperty("java.class.path")),
                null,
                List.of(source()));
    assertThat(task.call()).as(problems.toString()).isTrue();
    return folder;
  }

  /** Packs the compiled class into a jar, over the old one at once. */
  Path packedTo(Path jar, Path scratch) {
    Path classes = compiledTo(scratch);
    Path fresh = jar.resolveSibling(jar.getFileName() + ".new");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(fresh));
        Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        out.putNextEntry(new JarEntry(classes.relativize(file).toString()));
        Files.copy(file, out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    try {
      return Files.move(fresh, jar, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private SimpleJavaFileObject source() {
    String text = CLASS.formatted(methods);
    return new SimpleJavaFileObject(URI.create("string:///app/Jobs.java"), Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return text;
      }
    };
  }
}
