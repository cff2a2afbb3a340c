package io.jararaca.core.beat;

import static io.jararaca.core.action.Actions.action;
import static org.assertj.core.api.Assertions.assertThat;

import io.jararaca.core.action.Actions;
import io.jararaca.core.action.CatchUp;
import io.jararaca.core.action.TickRange;
import io.jararaca.core.action.TickRules;
import io.jararaca.core.ledger.Outcome;
import io.jararaca.core.ledger.OwnerSnapshot;
import io.jararaca.core.ledger.Registration;
import io.jararaca.core.run.HandlerRef;
import io.jararaca.core.run.PassedReason;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** An action that failures suspended, and a person resumed. */
class ResumedActionTest {

  private static final TickRules ONE_STRIKE =
      new TickRules(false, 100, CatchUp.LATEST, null, false, null, 1, 10);

  private final BeatWorld world = new BeatWorld(Set.of(new HandlerRef("default", "report")));
  private final Actions report = action("report", "* * * * * *").rules(ONE_STRIKE);

  @Test
  void it_ticks_again_at_once_and_says_what_it_skipped() {
    failOnce();

    resume();
    world.pass(Duration.ofSeconds(1));

    assertThat(world.plannedTimes()).containsExactly("12:00:01", "12:00:07");
    assertThat(world.passed(report)).containsExactly("Suspended 12:00:02-12:00:06 ×5");
  }

  @Test
  void it_ticks_again_though_the_hint_was_lost() {
    failOnce();

    world.hintsLost = true;
    resume();
    world.pass(Duration.ofSeconds(31));

    assertThat(world.plannedTimes()).hasSize(2);
    assertThat(world.snapshot(report).counters().runs()).isEqualTo(2);
  }

  private void failOnce() {
    world.lead(1);
    world.declare(report);
    world.pass(Duration.ofSeconds(1));
    world.run(world.deliveries.get(0), new Outcome.Failed("boom"));
    world.pass(Duration.ofSeconds(5));
    assertThat(world.plannedTimes()).containsExactly("12:00:01");
    assertThat(world.snapshot(report).suspendedByFailures()).isTrue();
  }

  private void resume() {
    OwnerSnapshot known = world.snapshot(report);
    var definition = report.build();
    Registration.Change change =
        new Registration.Change(
            known.uid(),
            definition.scheduleText().toString(),
            known.cursor(),
            world.now(),
            TickRange.of(definition.schedule(), known.cursor(), world.now(), PassedReason.SUSPENDED)
                .orElse(null));
    assertThat(world.ledger.resume(definition.key(), change).join()).isTrue();
  }
}
