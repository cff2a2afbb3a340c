package io.jararaca.core.work;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A worker's going: first it waits for its runs, then it hands them back, then it leaves. */
final class Drain {

  private final Instant handBackAt;
  private final Instant leaveAt;
  private final List<CompletableFuture<Integer>> waiting = new ArrayList<>();
  private CompletableFuture<Void> withdrawn = new CompletableFuture<>();

  Drain(LoopSettings settings, Instant now) {
    handBackAt = now.plus(settings.graciousShutdown());
    leaveAt = handBackAt.plus(settings.handBackGrace());
  }

  void withdrawn(CompletableFuture<Void> done) {
    withdrawn = done;
  }

  void tellWhenDone(CompletableFuture<Integer> done) {
    waiting.add(done);
  }

  void look(Instant now, Collection<DeliveredRun> runs) {
    if (!now.isBefore(handBackAt)) {
      List.copyOf(runs).forEach(DeliveredRun::handBack);
    }
    boolean empty = runs.isEmpty() && withdrawn.isDone();
    if (empty || !now.isBefore(leaveAt)) {
      waiting.forEach(done -> done.complete(runs.size()));
    }
  }
}
