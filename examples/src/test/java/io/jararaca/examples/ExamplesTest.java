package io.jararaca.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.jararaca.worker.handler.HandlerObjects;
import io.jararaca.worker.handler.HandlerPublisher;
import io.jararaca.worker.handler.NamedHandler;
import io.jararaca.worker.handler.PayloadMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExamplesTest {

  private static final Pattern HANDLER =
      Pattern.compile("^ {2}(?:handler|exceptionHandler): (\\S+)$", Pattern.MULTILINE);
  private static final Pattern NAME = Pattern.compile("^ {2}name: (\\S+)$", Pattern.MULTILINE);

  static Stream<Path> manifests() throws IOException {
    return Files.list(Path.of(".")).filter(file -> file.toString().endsWith(".yaml")).sorted();
  }

  @ParameterizedTest
  @MethodSource("manifests")
  void the_example_worker_has_the_handlers_that_a_manifest_names(Path manifest) throws IOException {
    String yaml = Files.readString(manifest);
    Set<String> named =
        HANDLER.matcher(yaml).results().map(found -> found.group(1)).collect(Collectors.toSet());
    if (named.isEmpty()) {
      Matcher name = NAME.matcher(yaml);
      assertThat(name.find()).as("%s has a name", manifest).isTrue();
      named.add(name.group(1));
    }

    Set<String> known =
        ExampleWorker.handlers().stream()
            .flatMap(
                object ->
                    HandlerObjects.handlersOf(
                        object, PayloadMapper.create(), new HandlerPublisher())
                        .stream())
            .map(NamedHandler::name)
            .collect(Collectors.toSet());

    assertThat(known).containsAll(named);
  }

  @ParameterizedTest
  @MethodSource("manifests")
  void a_manifest_says_what_is_to_be_seen(Path manifest) throws IOException {
    assertThat(Files.readString(manifest)).startsWith("# ").contains("\n# expect: .status.");
  }
}
