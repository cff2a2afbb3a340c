package io.jararaca.e2e.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A main class to run in a JVM of its own. Immutable: each {@code with} gives a changed copy.
 *
 * @param mainClass the class's full name
 * @param classPath jars and folders, as the java command takes them
 * @param jvmOptions options of the java command
 * @param environment added to this JVM's own
 * @param arguments the main class's arguments
 */
public record JavaProgram(
    String mainClass,
    String classPath,
    List<String> jvmOptions,
    Map<String, String> environment,
    List<String> arguments) {

  /** Small JVMs: a dozen of them share two cores. No perf data: a kill -9 would leave its file. */
  private static final List<String> SMALL =
      List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx256m", "-XX:-UsePerfData");

  public JavaProgram {
    jvmOptions = List.copyOf(jvmOptions);
    environment = Map.copyOf(environment);
    arguments = List.copyOf(arguments);
  }

  /** A program on this JVM's own class path, in a small JVM. */
  public static JavaProgram of(String mainClass) {
    String classPath = System.getProperty("java.class.path");
    return new JavaProgram(mainClass, classPath, SMALL, Map.of(), List.of());
  }

  public JavaProgram withEnvironment(Map<String, String> added) {
    Map<String, String> all = new LinkedHashMap<>(environment);
    all.putAll(added);
    return new JavaProgram(mainClass, classPath, jvmOptions, all, arguments);
  }

  public JavaProgram withJvmOptions(String... options) {
    return new JavaProgram(mainClass, classPath, List.of(options), environment, arguments);
  }

  public JavaProgram withArguments(String... given) {
    return new JavaProgram(mainClass, classPath, jvmOptions, environment, List.of(given));
  }

  /** Starts it; the name names its log. */
  public OsProcess start(Sandbox sandbox, String name) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmOptions);
    command.addAll(List.of("-cp", classPath, mainClass));
    command.addAll(arguments);
    return sandbox.start(name, command, environment);
  }
}
