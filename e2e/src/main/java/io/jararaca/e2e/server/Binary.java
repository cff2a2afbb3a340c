package io.jararaca.e2e.server;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds a server's program: named by the environment, else in its usual places. */
final class Binary {
  private Binary() {}

  /**
   * A program that can be run.
   *
   * @param variable the environment variable that may name it
   * @param name its name on the PATH
   * @param places where to look before the PATH
   * @throws IllegalStateException naming the remedy if there is none
   */
  static Path find(String variable, String name, Path... places) {
    Stream<Path> named = Optional.ofNullable(System.getenv(variable)).map(Path::of).stream();
    Stream<Path> onPath =
        Stream.of(System.getenv("PATH").split(File.pathSeparator))
            .map(Path::of)
            .map(folder -> folder.resolve(name));
    return Stream.of(named, Stream.of(places), onPath)
        .flatMap(found -> found)
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "no " + name + " here: run ./dev needs, or set " + variable));
  }
}
