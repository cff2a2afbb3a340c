package io.jararaca.core.beat;

import static org.assertj.core.api.Assertions.assertThat;

import io.jararaca.core.action.MessageDefinition;
import io.jararaca.core.action.RunTemplate;
import io.jararaca.core.ledger.OnDuplicate;
import io.jararaca.core.ledger.Submission;
import io.jararaca.core.run.HandlerRef;
import io.jararaca.core.run.Owner;
import io.jararaca.core.run.OwnerKey;
import io.jararaca.core.run.Partition;
import io.jararaca.core.run.RunState;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What becomes of DelayedMessages that changed while no beat led. */
class DeclaredMessagesTest {

  private static final HandlerRef MAIL = new HandlerRef("default", "mail");
  private static final int MORE_THAN_A_BATCH = 250;

  private final BeatWorld world = new BeatWorld();

  @Test
  void what_was_cancelled_while_nobody_led_is_not_delivered_though_it_is_due_at_the_takeover() {
    world.consume(MAIL);
    List<MessageDefinition> messages = messagesOfOnePartition();
    messages.forEach(this::submit);
    messages.forEach(message -> world.catalog.put(cancelled(message)));
    world.pass(Duration.ofSeconds(30));

    world.lead(1);
    world.pass(Duration.ofSeconds(10));

    assertThat(world.deliveries).isEmpty();
    assertThat(messages)
        .allSatisfy(message -> assertThat(stateOf(message)).isEqualTo(RunState.CANCELLED));
  }

  @Test
  void what_was_put_off_while_nobody_led_is_not_delivered_at_its_old_time() {
    world.consume(MAIL);
    List<MessageDefinition> messages = messagesOfOnePartition();
    messages.forEach(this::submit);
    messages.forEach(
        message ->
            world.catalog.put(
                new MessageDefinition(
                    message.owner(),
                    2,
                    message.deliverAt().plusSeconds(3600),
                    null,
                    null,
                    OnDuplicate.IGNORE,
                    message.template(),
                    false)));
    world.pass(Duration.ofSeconds(30));

    world.lead(1);
    world.pass(Duration.ofSeconds(10));

    assertThat(world.deliveries).isEmpty();
    world.pass(Duration.ofHours(1));
    assertThat(world.deliveries).hasSize(MORE_THAN_A_BATCH);
  }

  @Test
  void what_was_deleted_without_a_word_is_cancelled_when_it_is_due() {
    world.consume(MAIL);
    MessageDefinition message = message("deleted");
    submit(message);
    world.lead(1);
    world.pass(Duration.ofSeconds(5));
    world.gone.add(message.owner());

    world.pass(Duration.ofSeconds(30));

    assertThat(world.deliveries).isEmpty();
    assertThat(stateOf(message)).isEqualTo(RunState.CANCELLED);
  }

  @Test
  void what_is_declared_but_cannot_be_understood_since_an_edit_goes_as_it_was_accepted() {
    world.consume(MAIL);
    MessageDefinition message = message("invalid-now");
    submit(message);

    world.lead(1);
    world.pass(Duration.ofSeconds(30));

    assertThat(world.deliveries).hasSize(1);
  }

  private RunState stateOf(MessageDefinition message) {
    return world.ledger.run(message.runId()).join().orElseThrow().state();
  }

  private void submit(MessageDefinition message) {
    Submission submission = message.submission();
    world.ledger.submit(submission.spec().partition(), List.of(submission)).join();
  }

  private List<MessageDefinition> messagesOfOnePartition() {
    Partition partition = message("m-0").runId().partition();
    return IntStream.iterate(0, i -> i + 1)
        .mapToObj(i -> message("m-" + i))
        .filter(message -> message.runId().partition().equals(partition))
        .limit(MORE_THAN_A_BATCH)
        .toList();
  }

  private MessageDefinition message(String name) {
    return new MessageDefinition(
        new Owner(OwnerKey.delayedMessage("default", name), "uid-of-" + name),
        1,
        BeatWorld.START.plusSeconds(10),
        null,
        null,
        OnDuplicate.IGNORE,
        RunTemplate.of(MAIL),
        false);
  }

  private static MessageDefinition cancelled(MessageDefinition message) {
    return new MessageDefinition(
        message.owner(),
        2,
        message.deliverAt(),
        null,
        null,
        OnDuplicate.IGNORE,
        message.template(),
        true);
  }
}
