package io.jararaca.worker.process;

import io.jararaca.core.ledger.CompleteResult;
import io.jararaca.core.ledger.Outcome;
import io.jararaca.core.ledger.Publication;
import io.jararaca.core.work.Attempt;
import io.jararaca.core.work.Stop;
import io.jararaca.core.work.WorkObserver;
import java.util.List;

/** Several observers as one. */
public record Observers(List<WorkObserver> all) implements WorkObserver {

  public Observers {
    all = List.copyOf(all);
  }

  @Override
  public void dropped(Publication publication, String reason) {
    all.forEach(each -> each.dropped(publication, reason));
  }

  @Override
  public void started(Attempt attempt) {
    all.forEach(each -> each.started(attempt));
  }

  @Override
  public void completed(Attempt attempt, Outcome outcome, CompleteResult result) {
    all.forEach(each -> each.completed(attempt, outcome, result));
  }

  @Override
  public void handedBack(Attempt attempt) {
    all.forEach(each -> each.handedBack(attempt));
  }

  @Override
  public void stopped(Attempt attempt, Stop reason) {
    all.forEach(each -> each.stopped(attempt, reason));
  }

  @Override
  public void deaf(Attempt attempt) {
    all.forEach(each -> each.deaf(attempt));
  }
}
