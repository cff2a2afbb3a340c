package io.jararaca.operator;

import io.jararaca.core.action.MessageDefinition;
import io.jararaca.core.beat.BeatListener;
import io.jararaca.core.ledger.Claim;
import io.jararaca.core.ledger.ClaimResult;
import io.jararaca.core.ledger.SubmitResult;
import io.jararaca.core.run.Partition;
import io.jararaca.core.run.RunSpec;
import java.time.Duration;
import java.util.List;

/** Several that hear the same beat. */
record BeatListeners(List<BeatListener> all) implements BeatListener {

  @Override
  public void claimed(Claim claim, ClaimResult result) {
    all.forEach(listener -> listener.claimed(claim, result));
  }

  @Override
  public void claimsAnswered(Duration took) {
    all.forEach(listener -> listener.claimsAnswered(took));
  }

  @Override
  public void awaitingConfirm(int runs) {
    all.forEach(listener -> listener.awaitingConfirm(runs));
  }

  @Override
  public void dispatched(RunSpec run, Duration lateness) {
    all.forEach(listener -> listener.dispatched(run, lateness));
  }

  @Override
  public void submitted(MessageDefinition message, SubmitResult result) {
    all.forEach(listener -> listener.submitted(message, result));
  }

  @Override
  public void refused(RunSpec run, String reason) {
    all.forEach(listener -> listener.refused(run, reason));
  }

  @Override
  public void stateLost(long actions) {
    all.forEach(listener -> listener.stateLost(actions));
  }

  @Override
  public void armed(Partition partition, int actions) {
    all.forEach(listener -> listener.armed(partition, actions));
  }

  @Override
  public void faulty(Partition partition, String what) {
    all.forEach(listener -> listener.faulty(partition, what));
  }

  @Override
  public void healthy(Partition partition) {
    all.forEach(listener -> listener.healthy(partition));
  }

  @Override
  public void leading(boolean leading) {
    all.forEach(listener -> listener.leading(leading));
  }
}
