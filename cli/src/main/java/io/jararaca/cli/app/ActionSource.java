package io.jararaca.cli.app;

import io.jararaca.core.action.ActionDefinition;
import java.util.List;

/** Where a beat's actions come from. */
public interface ActionSource {

  /**
   * What it says now.
   *
   * @throws RuntimeException it cannot be read; the message names file or class, and the mend
   */
  List<ActionDefinition> read();

  /** What that path declares, for a namespace where it names none. */
  static ActionSource of(AppPath app, String namespace) {
    return app.manifests()
        ? new ManifestActions(app.path(), namespace)
        : new CodeActions(app.path(), namespace);
  }
}
