package io.jararaca.core.simulation;

import io.jararaca.core.ledger.RunSnapshot;
import io.jararaca.core.run.Origin;
import io.jararaca.core.run.RunSpec;
import io.jararaca.core.run.RunState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the model knows of a run. */
final class KnownRun {

  final RunSpec spec;
  @Nullable Instant recordedAt;
  @Nullable RunState end;
  Instant endedAt = Instant.MAX;
  Instant startedAt = Instant.MIN;

  /** When the ledger forgot its action; none: it did not. */
  @Nullable Instant forgottenAt;

  int starts;
  int begins;
  boolean succeeded;
  boolean rejected;
  boolean deliveryLost;

  KnownRun(RunSpec spec) {
    this.spec = spec;
  }

  void end(RunState state, Instant at) {
    end = state;
    endedAt = at;
  }

  /** It starts again, its end was lost. */
  void revive() {
    end = null;
    endedAt = Instant.MAX;
  }

  /** Whether its end is one that it came to by what happened. */
  void expectEarned(RunSnapshot known, Judge judge) {
    judge.expect(
        end == null || known.state() == end,
        () -> this + " ended " + end + ", and is now " + known.state());
    boolean earned =
        switch (known.state()) {
          case SUCCEEDED -> succeeded || !spec.exclusive() && begins > 0;
          case FAILED, TIMED_OUT ->
              rejected || !spec.exclusive() || starts >= spec.retry().maxAttempts();
          case LOST -> !spec.exclusive() || starts > spec.maxLosses();
          case EXPIRED ->
              starts == 0 && (spec.expiresAt() != null || spec.origin() == Origin.MESSAGE);
          default -> true;
        };
    judge.expect(
        earned,
        () -> this + " is " + known + ", after " + starts + " starts: that is not what happened");
  }

  @Override
  public String toString() {
    return Brief.of(spec);
  }
}
