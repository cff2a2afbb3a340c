package io.jararaca.benchmarks.beat;

import io.jararaca.core.action.ActionDefinition;
import io.jararaca.core.action.RunTemplate;
import io.jararaca.core.action.TickRules;
import io.jararaca.core.ledger.LedgerReader;
import io.jararaca.core.ledger.RunSnapshot;
import io.jararaca.core.run.HandlerRef;
import io.jararaca.core.run.Owner;
import io.jararaca.core.run.OwnerKey;
import io.jararaca.core.run.RunId;
import io.jararaca.core.run.RunState;
import io.jararaca.core.schedule.ScheduleSpec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Many schedules that are due at one instant, and how far their runs have come. */
public final class Burst {
  /** Where their handlers are. */
  public static final String NAMESPACE = "bench";

  private static final byte[] PAYLOAD =
      ("{\"text\":\"" + "x".repeat(189) + "\"}").getBytes(StandardCharsets.UTF_8);
  private static final DateTimeFormatter CRON = DateTimeFormatter.ofPattern("s m H d M '*'");

  private final InstantSource clock;
  private final Instant dueAt;
  private final int handlers;
  private final List<ActionDefinition> actions;
  private final Milestone claimed;
  private final Milestone confirmed;
  private final Milestone committed;

  /** Counts runs, and notes when the last has come. */
  final class Milestone {
    private final AtomicInteger missing;
    private final CompletableFuture<Duration> reached = new CompletableFuture<>();

    Milestone(int runs) {
      missing = new AtomicInteger(runs);
    }

    void add(int runs) {
      if (missing.addAndGet(-runs) == 0) {
        reached.complete(Duration.between(dueAt, clock.instant()));
      }
    }

    /** How long after the due instant, once the last has come. */
    CompletableFuture<Duration> reached() {
      return reached;
    }
  }

  /**
   * @param lead from now to the due instant, which is a whole second
   */
  Burst(int size, int handlers, Duration lead, InstantSource clock) {
    this.clock = clock;
    this.handlers = handlers;
    dueAt = clock.instant().plus(lead).truncatedTo(ChronoUnit.SECONDS);
    String expression = CRON.format(dueAt.atOffset(ZoneOffset.UTC));
    actions = IntStream.range(0, size).mapToObj(i -> action(expression, i)).toList();
    claimed = new Milestone(size);
    confirmed = new Milestone(size);
    committed = new Milestone(size);
  }

  private ActionDefinition action(String expression, int number) {
    String name = String.format(Locale.ROOT, "report-%05d", number);
    return new ActionDefinition(
        new Owner(OwnerKey.scheduledAction(NAMESPACE, name), UUID.randomUUID().toString()),
        1,
        ScheduleSpec.of(expression).compile(),
        TickRules.DEFAULT,
        RunTemplate.of(handler(number % handlers)).withPayload(PAYLOAD),
        null);
  }

  /** One of the handlers, numbered from 0. */
  public static HandlerRef handler(int number) {
    return new HandlerRef(NAMESPACE, "handler-" + number);
  }

  List<HandlerRef> handlers() {
    return IntStream.range(0, handlers).mapToObj(Burst::handler).toList();
  }

  List<ActionDefinition> actions() {
    return actions;
  }

  /**
   * Checks that the ledger has every run, on its way to a worker.
   *
   * @throws IllegalStateException naming one that it has not
   */
  void requireDispatched(LedgerReader ledger) {
    Map<RunId, CompletableFuture<Optional<RunSnapshot>>> answers = new LinkedHashMap<>();
    for (ActionDefinition action : actions) {
      RunId run = RunId.ofTick(action.owner(), dueAt);
      answers.put(run, ledger.run(run));
    }
    answers.forEach(
        (run, answer) -> {
          Optional<RunState> state = answer.join().map(RunSnapshot::state);
          if (!state.equals(Optional.of(RunState.DISPATCHED))) {
            throw new IllegalStateException(run + " is not Dispatched but " + state);
          }
        });
  }

  Instant dueAt() {
    return dueAt;
  }

  Milestone claimed() {
    return claimed;
  }

  Milestone confirmed() {
    return confirmed;
  }

  Milestone committed() {
    return committed;
  }
}
