package io.jararaca.core.simulation;

import io.jararaca.core.ledger.Claim;
import io.jararaca.core.ledger.Publication;
import io.jararaca.core.ledger.Swept;
import io.jararaca.core.run.RunId;
import io.jararaca.core.run.RunSpec;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Calls and answers in few words, for the trace. */
final class Brief {

  private Brief() {}

  static String of(@Nullable Object value) {
    if (value instanceof Swept swept) {
      return "handed out " + of(swept.toPublish()) + ", next look " + swept.nextLook();
    }
    if (value instanceof Publication publication) {
      return of(publication.spec()) + " rev " + publication.rev();
    }
    if (value instanceof List<?> list) {
      return list.stream().map(Brief::of).collect(Collectors.joining(", ", "[", "]"));
    }
    if (value instanceof Claim.Tick tick) {
      RunSpec run = tick.run();
      return tick.owner().key().name()
          + (run == null ? " no run" : " run " + of(run.id()))
          + " upTo "
          + tick.upTo()
          + " after "
          + tick.cursor()
          + " passed "
          + tick.passed();
    }
    if (value instanceof Claim.Trigger trigger) {
      return trigger.owner().key().name()
          + " trigger "
          + trigger.value()
          + " run "
          + of(trigger.run().id());
    }
    return String.valueOf(value);
  }

  static String of(RunSpec spec) {
    return spec.owner().key().name()
        + " "
        + spec.plannedAt().toString().substring(11)
        + " ("
        + of(spec.id())
        + ")";
  }

  static String of(RunId id) {
    return id.toString().substring(0, id.toString().indexOf('-') + 5);
  }
}
