package io.jararaca.core.beat;

import static io.jararaca.core.action.Actions.action;
import static org.assertj.core.api.Assertions.assertThat;

import io.jararaca.core.action.Actions;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EditsInARowTest {

  private final BeatWorld world = new BeatWorld(Set.of());

  @Test
  void an_edit_counts_from_itself_though_another_was_under_way() {
    BeatWorld.Driven leader = world.lead(1);
    Actions report = action("report", "0 0 * * * *");
    world.declare(report);
    world.catalog.put(report.generation(2).cron("0 1 * * * *").build());
    leader.beat.turn();

    world.standStill(Duration.ofSeconds(5));
    Instant edited = world.now();
    Actions last = report.generation(3).cron("* * * * * *");
    world.declare(last);

    assertThat(world.snapshot(last).generation()).isEqualTo(3);
    assertThat(world.snapshot(last).effectiveFrom()).isEqualTo(edited);
    assertThat(world.plannedTimes()).isEmpty();
  }
}
