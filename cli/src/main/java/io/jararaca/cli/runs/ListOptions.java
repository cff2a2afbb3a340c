package io.jararaca.cli.runs;

import io.jararaca.cli.CommandFailure;
import io.jararaca.core.run.HandlerRef;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which runs or messages a list shows, and how many. */
public final class ListOptions {

  private static final int MOST = 100_000;

  @Option(names = "--handler", paramLabel = "NAME", description = "Of this handler alone.")
  private @Nullable String handler;

  @Option(
      names = {"-A", "--all-namespaces"},
      description = "Of all namespaces.")
  private boolean allNamespaces;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "That many at most, 1 to 100000; default 50.")
  private int limit = 50;

  /**
   * @return 1 to 100,000
   * @throws CommandFailure if another number was given
   */
  public int limit() {
    if (limit < 1 || limit > MOST) {
      throw CommandFailure.usage("--limit %d: use 1 to %d".formatted(limit, MOST));
    }
    return limit;
  }

  /** Whether that namespace is asked for, where {@code own} is the command's. */
  public boolean takesNamespace(String namespace, String own) {
    return allNamespaces || namespace.equals(own);
  }

  /** Whether runs of that handler are asked for, whatever its namespace. */
  public boolean takesHandler(HandlerRef ref) {
    return handler == null || ref.name().equals(handler);
  }
}
