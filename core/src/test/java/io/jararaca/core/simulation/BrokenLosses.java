package io.jararaca.core.simulation;

import io.jararaca.core.ledger.FencingToken;
import io.jararaca.core.ledger.Ledger;
import io.jararaca.core.ledger.RegisterResult;
import io.jararaca.core.ledger.Registration;
import io.jararaca.core.run.Partition;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What may be wrong in how a ledger that lost its state begins again. */
final class BrokenLosses {

  private BrokenLosses() {}

  private static Registration with(
      Registration registration, Registration.@Nullable Remembered kept) {
    return new Registration(
        registration.owner(),
        registration.generation(),
        registration.schedule(),
        registration.policy(),
        registration.trigger(),
        registration.change(),
        kept);
  }

  /** What others remember is not heeded. */
  static final class Unremembered extends BrokenLedger {

    Unremembered(Ledger real) {
      super(real);
    }

    @Override
    public CompletableFuture<List<RegisterResult>> register(
        Partition partition, FencingToken token, List<Registration> registrations) {
      return real.register(
          partition, token, registrations.stream().map(each -> with(each, null)).toList());
    }
  }

  /** Nobody waits for those who may still run what was lost. */
  static final class WithoutQuiet extends BrokenLedger {

    WithoutQuiet(Ledger real) {
      super(real);
    }

    @Override
    public CompletableFuture<List<RegisterResult>> register(
        Partition partition, FencingToken token, List<Registration> registrations) {
      return real.register(
          partition, token, registrations.stream().map(WithoutQuiet::hasty).toList());
    }

    private static Registration hasty(Registration registration) {
      Registration.Remembered known = registration.remembered();
      return known == null
          ? registration
          : with(
              registration,
              new Registration.Remembered(
                  known.counters(),
                  known.consecutiveFailures(),
                  known.lastScheduleTime(),
                  known.lastSuccessfulTime(),
                  known.at(),
                  known.passed(),
                  Duration.ZERO));
    }
  }
}
