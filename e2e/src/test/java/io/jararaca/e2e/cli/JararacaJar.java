package io.jararaca.e2e.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jararaca.e2e.process.OsProcess;
import io.jararaca.e2e.process.Sandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** {@code java -jar cli/target/jararaca.jar}, in an environment. */
record JararacaJar(Sandbox sandbox, Map<String, String> environment) {

  private static final Path JAR = Path.of("..", "cli", "target", "jararaca.jar");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PATIENCE_SECONDS = 60;

  JararacaJar {
    environment = Map.copyOf(environment);
  }

  /** What a command that ended by itself said. */
  record Ended(int exitCode, String out, String err) {

    JsonNode json() {
      try {
        return JSON.readTree(out);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** Itself, if it did what was asked. */
    Ended ok() {
      assertThat(exitCode).as("%s%s", out, err).isZero();
      return this;
    }
  }

  JararacaJar withEnvironment(Map<String, String> added) {
    Map<String, String> all = new HashMap<>(environment);
    all.putAll(added);
    return new JararacaJar(sandbox, all);
  }

  /** Runs a command and waits for its end. */
  Ended run(String... arguments) {
    Path out = sandbox.folder("commands").resolve("out");
    Path err = out.resolveSibling("err");
    ProcessBuilder builder =
        new ProcessBuilder(command(arguments))
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    sandbox.mark(builder);
    builder.environment().putAll(environment);
    try {
      Process process = builder.start();
      assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
          .as("%s ends within %s s", List.of(arguments), PATIENCE_SECONDS)
          .isTrue();
      return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Starts a command that runs until it is stopped; the name names its log. */
  OsProcess start(String name, String... arguments) {
    return sandbox.start(name, command(arguments), environment);
  }

  private static List<String> command(String... arguments) {
    assertThat(JAR).as("the command's jar: package the module cli").exists();
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-Xmx256m",
                "-jar",
                JAR.toAbsolutePath().normalize().toString()));
    command.addAll(List.of(arguments));
    return command;
  }
}
