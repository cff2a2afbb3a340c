package io.jararaca.core.beat;

import static org.assertj.core.api.Assertions.assertThat;

import io.jararaca.core.action.MessageDefinition;
import io.jararaca.core.action.RunTemplate;
import io.jararaca.core.ledger.LedgerTimings;
import io.jararaca.core.ledger.OnDuplicate;
import io.jararaca.core.ledger.Outcome;
import io.jararaca.core.ledger.RunSnapshot;
import io.jararaca.core.run.HandlerRef;
import io.jararaca.core.run.Owner;
import io.jararaca.core.run.OwnerKey;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The record of a message is there for as long as its resource must be told of the end. */
class AwaitedEndTest {

  private static final HandlerRef MAIL = new HandlerRef("default", "mail");
  private static final Duration RETENTION = Duration.ofMinutes(2);
  private static final Owner OWNER =
      new Owner(OwnerKey.delayedMessage("default", "later"), "uid-of-later");

  private final BeatWorld world = new BeatWorld();

  @Test
  void a_record_outlives_its_retention_until_the_end_stands_in_the_resource() {
    MessageDefinition message = ended();
    world.awaiting.add(OWNER);

    world.pass(RETENTION.plusMinutes(1));
    assertThat(record(message)).isPresent();

    world.awaiting.clear();
    world.pass(RETENTION.plusSeconds(10));
    assertThat(record(message)).isEmpty();
  }

  @Test
  void a_record_whose_resource_is_told_within_the_retention_goes_at_its_end() {
    MessageDefinition message = ended();
    world.awaiting.add(OWNER);

    world.catalog.delete(OWNER);
    world.pass(Duration.ofMinutes(1));
    assertThat(record(message)).isPresent();

    world.pass(RETENTION);
    assertThat(record(message)).isEmpty();
  }

  @Test
  void a_record_of_a_resource_that_was_deleted_while_nobody_looked_goes() {
    MessageDefinition message = ended();

    world.pass(RETENTION.plusSeconds(10));

    assertThat(record(message)).isEmpty();
  }

  private MessageDefinition ended() {
    LedgerTimings usual = LedgerTimings.DEFAULT;
    world.settings =
        BeatSettings.DEFAULT.withTimings(
            new LedgerTimings(usual.claimPatience(), usual.startPatience(), RETENTION));
    world.consume(MAIL);
    world.lead(1);
    MessageDefinition message =
        new MessageDefinition(
            OWNER, 1, world.now(), null, null, OnDuplicate.IGNORE, RunTemplate.of(MAIL), false);
    world.catalog.put(message);
    world.pass(Duration.ofSeconds(1));
    world.run(world.deliveries.get(0), new Outcome.Succeeded());
    return message;
  }

  private Optional<RunSnapshot> record(MessageDefinition message) {
    return world.ledger.run(message.runId()).join();
  }
}
