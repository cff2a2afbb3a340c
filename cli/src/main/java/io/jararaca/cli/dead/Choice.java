package io.jararaca.cli.dead;

import io.jararaca.cli.CommandFailure;
import io.jararaca.rabbitmq.PutAside;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which dead letters are meant. */
final class Choice {

  @Parameters(
      paramLabel = "MESSAGE",
      arity = "0..*",
      description = "Their message-ids, as jararaca dead list shows them.")
  private List<String> ids = List.of();

  @Option(names = "--all", description = "All of the namespace.")
  private boolean all;

  @Option(names = "--queue", paramLabel = "QUEUE", description = "Those that lay in this queue.")
  private @Nullable String queue;

  boolean all() {
    return all;
  }

  /**
   * @throws CommandFailure nothing was chosen, or more than one way
   */
  Predicate<PutAside> which() {
    int ways = (ids.isEmpty() ? 0 : 1) + (all ? 1 : 0) + (queue == null ? 0 : 1);
    if (ways != 1) {
      throw CommandFailure.usage("choose dead letters by message-ids, by --queue, or by --all");
    }
    if (all) {
      return letter -> true;
    }
    String lay = queue;
    return lay == null
        ? letter -> letter.id() != null && ids.contains(letter.id())
        : letter -> lay.equals(letter.queue());
  }

  /**
   * @throws CommandFailure a message-id that was given was not there
   */
  void requireFound(List<PutAside> found) {
    TreeSet<String> missing = new TreeSet<>(ids);
    for (PutAside letter : found) {
      if (letter.id() != null) {
        missing.remove(letter.id());
      }
    }
    if (!missing.isEmpty()) {
      throw CommandFailure.failed(
          "there is no dead letter %s; jararaca dead list names those that there are"
              .formatted(String.join(", ", missing)));
    }
  }
}
