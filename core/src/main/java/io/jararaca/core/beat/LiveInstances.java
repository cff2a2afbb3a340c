package io.jararaca.core.beat;

import io.jararaca.core.presence.Presence;
import io.jararaca.core.presence.WorkerInstance;
import io.jararaca.core.run.HandlerRef;
import java.util.List;
import java.util.concurrent.Executor;

/** Who takes broadcasts, as of the last look. Looks only while something is broadcast. */
final class LiveInstances {

  private final Presence presence;
  private final Executor beat;
  private List<WorkerInstance> live = List.of();
  private boolean wanted;
  private boolean looking;

  LiveInstances(Presence presence, Executor beat) {
    this.presence = presence;
    this.beat = beat;
  }

  /** Something is broadcast: from now on the instances are looked up. */
  void want() {
    if (!wanted) {
      wanted = true;
      look();
    }
  }

  /** Once every interval. A failed look leaves what was known: expiry is for the ledger to tell. */
  void look() {
    if (!wanted || looking) {
      return;
    }
    looking = true;
    presence
        .live()
        .whenComplete(
            (found, failure) ->
                beat.execute(
                    () -> {
                      looking = false;
                      if (failure == null) {
                        live = found;
                      }
                    }));
  }

  List<String> of(HandlerRef handler) {
    return live.stream()
        .filter(worker -> worker.broadcasts().contains(handler))
        .map(WorkerInstance::instance)
        .sorted()
        .toList();
  }
}
