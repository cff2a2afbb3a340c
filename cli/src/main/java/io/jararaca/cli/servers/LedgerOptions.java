package io.jararaca.cli.servers;

import io.jararaca.core.settings.Environment;
import java.util.HashMap;
import java.util.Map;
import picocli.CommandLine.Mixin;

/** Which Redis, which install, which namespace. */
public final class LedgerOptions {

  @Mixin private BackendOption backend = new BackendOption();
  @Mixin private PlaceOptions place = new PlaceOptions();

  /**
   * The ledger, connected.
   *
   * @throws io.jararaca.core.settings.InvalidSettingsException naming each setting that is wrong
   * @throws io.jararaca.cli.CommandFailure Redis cannot be reached or used
   */
  public LedgerAccess open(Map<String, String> environment) {
    Map<String, String> variables = new HashMap<>(environment);
    backend.putInto(variables);
    place.putInto(variables);
    return LedgerAccess.open(new Environment(variables));
  }
}
