package io.jararaca.core.beat;

import static io.jararaca.core.action.Actions.action;
import static org.assertj.core.api.Assertions.assertThat;

import io.jararaca.core.action.Actions;
import io.jararaca.core.action.MessageDefinition;
import io.jararaca.core.action.RunTemplate;
import io.jararaca.core.ledger.FencingToken;
import io.jararaca.core.ledger.LedgerTimings;
import io.jararaca.core.ledger.OnDuplicate;
import io.jararaca.core.ledger.RunSnapshot;
import io.jararaca.core.ledger.Submission;
import io.jararaca.core.run.HandlerRef;
import io.jararaca.core.run.Owner;
import io.jararaca.core.run.OwnerKey;
import io.jararaca.core.run.Partition;
import io.jararaca.core.run.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Resources that were deleted while nobody watched. */
class UnseenDeletionsTest {

  private final BeatWorld world = new BeatWorld();
  private final Actions report = action("report", "*/5 * * * * *");

  @Test
  void an_action_that_was_deleted_while_nobody_watched_is_forgotten() {
    registerAsAnEarlierLeader(report);
    world.gone.add(report.owner());

    world.lead(2);
    world.pass(Duration.ofSeconds(1));

    assertThat(world.ledger.owner(report.owner().key()).join()).isEmpty();
  }

  @Test
  void an_action_that_the_catalog_has_not_heard_of_yet_is_kept() {
    registerAsAnEarlierLeader(report);

    world.lead(2);
    world.pass(Duration.ofSeconds(5));

    assertThat(world.asked).contains(report.owner());
    assertThat(world.snapshot(report).uid()).isEqualTo(report.owner().uid());
  }

  @Test
  void nothing_is_forgotten_until_somebody_can_say_that_it_is_gone() {
    registerAsAnEarlierLeader(report);
    world.gone.add(report.owner());
    world.apiServerDown = true;

    world.lead(2);
    world.pass(Duration.ofSeconds(10));
    assertThat(world.snapshot(report).uid()).isEqualTo(report.owner().uid());

    world.apiServerDown = false;
    world.pass(Duration.ofSeconds(30));
    assertThat(world.ledger.owner(report.owner().key()).join()).isEmpty();
  }

  @Test
  void nobody_is_asked_about_what_is_declared() {
    registerAsAnEarlierLeader(report);
    world.declare(report);

    world.lead(2);
    world.pass(Duration.ofSeconds(5));

    assertThat(world.asked).isEmpty();
  }

  @Test
  void a_message_that_was_deleted_while_nobody_watched_is_cancelled_long_before_it_is_due() {
    MessageDefinition message = message("deleted");
    Submission submission = message.submission();
    world.ledger.submit(submission.spec().partition(), List.of(submission)).join();
    world.gone.add(message.owner());

    world.lead(1);
    world.pass(Duration.ofSeconds(5));

    RunSnapshot run = world.ledger.run(message.runId()).join().orElseThrow();
    assertThat(run.state()).isEqualTo(RunState.CANCELLED);
    assertThat(run.reason()).isEqualTo("Deleted");
  }

  @Test
  void a_message_that_the_catalog_has_not_heard_of_yet_is_kept() {
    MessageDefinition message = message("waiting");
    Submission submission = message.submission();
    world.ledger.submit(submission.spec().partition(), List.of(submission)).join();

    world.lead(1);
    world.pass(Duration.ofSeconds(5));

    assertThat(world.asked).contains(message.owner());
    RunSnapshot run = world.ledger.run(message.runId()).join().orElseThrow();
    assertThat(run.state()).isEqualTo(RunState.PENDING);
  }

  @Test
  void those_of_all_partitions_are_forgotten() {
    List<Actions> actions =
        IntStream.range(0, 200).mapToObj(i -> action("report-" + i, "*/5 * * * * *")).toList();
    actions.forEach(this::registerAsAnEarlierLeader);
    actions.forEach(action -> world.gone.add(action.owner()));

    world.lead(2);
    world.pass(Duration.ofSeconds(5));

    assertThat(actions)
        .allSatisfy(
            action -> assertThat(world.ledger.owner(action.owner().key()).join()).isEmpty());
  }

  private void registerAsAnEarlierLeader(Actions action) {
    FencingToken token = new FencingToken(1, "earlier");
    for (Partition partition : Partition.all()) {
      world.ledger.raise(partition, token, LedgerTimings.DEFAULT).join();
    }
    world
        .ledger
        .register(action.owner().key().partition(), token, List.of(action.build().registration()))
        .join();
  }

  private static MessageDefinition message(String name) {
    Instant tomorrow = BeatWorld.START.plus(Duration.ofDays(1));
    return new MessageDefinition(
        new Owner(OwnerKey.delayedMessage("default", name), "uid-of-" + name),
        1,
        tomorrow,
        null,
        "order-1",
        OnDuplicate.IGNORE,
        RunTemplate.of(new HandlerRef("default", "mail")),
        false);
  }
}
