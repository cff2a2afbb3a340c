package io.jararaca.core.beat;

import static io.jararaca.core.action.Actions.action;
import static org.assertj.core.api.Assertions.assertThat;

import io.jararaca.core.action.Actions;
import io.jararaca.core.run.HandlerRef;
import io.jararaca.core.run.Partition;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The ledger answers some calls with errors of its own. */
class FaultyLedgerTest {

  private static final HandlerRef WORK = new HandlerRef("default", "work");
  private static final Partition PARTITION =
      action("report", "* * * * * *").owner().key().partition();

  private final BeatWorld world = new BeatWorld(Set.of(WORK));
  private final Actions report = action("report", "* * * * * *").handler("work").allowOverlap();
  private final Actions neighbour = neighbour().handler("work").allowOverlap();

  @Test
  void an_action_that_cannot_be_registered_keeps_none_of_its_partition_waiting() {
    world.spoilt.add("/report,");
    world.declare(report);
    world.declare(neighbour);

    world.lead(1);
    world.pass(Duration.ofSeconds(10));

    assertThat(ranOf(neighbour)).isGreaterThan(5);
    assertThat(world.faults).containsOnlyKeys(PARTITION);
  }

  @Test
  void a_claim_that_fails_keeps_none_of_its_partition_waiting() {
    world.declare(report);
    world.declare(neighbour);
    world.lead(1);
    world.pass(Duration.ofSeconds(3));
    world.spoilt.add("/report,");
    long before = ranOf(neighbour);

    world.pass(Duration.ofSeconds(20));

    assertThat(ranOf(neighbour)).isGreaterThan(before + 10);
    assertThat(world.faults).containsOnlyKeys(PARTITION);
  }

  @Test
  void each_error_is_told_once_and_its_end_too() {
    world.declare(report);
    world.lead(1);
    world.pass(Duration.ofSeconds(3));

    world.spoilt.add("/report,");
    world.pass(Duration.ofMinutes(3));
    assertThat(world.faults.get(PARTITION)).doesNotHaveDuplicates().isNotEmpty();
    long before = ranOf(report);

    world.spoilt.clear();
    world.pass(Duration.ofMinutes(3));
    assertThat(world.faults).isEmpty();
    assertThat(ranOf(report)).isGreaterThan(before + 10);
  }

  @Test
  void a_partition_that_cannot_be_raised_keeps_the_others_going() {
    Actions elsewhere =
        IntStream.range(0, 100)
            .mapToObj(i -> action("other-" + i, "* * * * * *").handler("work").allowOverlap())
            .filter(other -> !other.owner().key().partition().equals(PARTITION))
            .findFirst()
            .orElseThrow();
    world.declare(elsewhere);
    world.spoilt.add("[" + PARTITION + ", ");

    world.lead(1);
    world.pass(Duration.ofSeconds(10));

    assertThat(ranOf(elsewhere)).isGreaterThan(5);
    assertThat(world.faults).containsOnlyKeys(PARTITION);
  }

  /** Another action of the same partition. */
  private static Actions neighbour() {
    List<Actions> found =
        IntStream.range(0, 1000)
            .mapToObj(i -> action("neighbour-" + i, "* * * * * *"))
            .filter(other -> other.owner().key().partition().equals(PARTITION))
            .limit(1)
            .toList();
    return found.get(0);
  }

  private long ranOf(Actions action) {
    return world.deliveries.stream()
        .filter(mail -> mail.publication().spec().owner().equals(action.owner()))
        .count();
  }
}
