package io.jararaca.cli.app;

import io.jararaca.core.action.ActionDefinition;
import io.jararaca.worker.action.AnnotatedActions;
import java.nio.file.Path;
import java.util.List;

/**
 * The annotated methods of a jar or a folder of classes. None of their code runs: a beat needs
 * their annotations alone.
 */
record CodeActions(Path path, String namespace) implements ActionSource {

  @Override
  public List<ActionDefinition> read() {
    try (AppClasses app = AppClasses.open(path)) {
      return app.classes().stream()
          .flatMap(type -> AnnotatedActions.of(type, namespace).stream())
          .toList();
    }
  }
}
