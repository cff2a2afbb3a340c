package io.jararaca.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The expected ids are those of Python's uuid.uuid5 and zlib.crc32. */
class RunIdTest {

  private static final String UID = "6ba7b812-9dad-11d1-80b4-00c04fd430c8";
  private static final Owner ACTION = new Owner(OwnerKey.scheduledAction("shop", "report"), UID);
  private static final Owner MESSAGE = new Owner(OwnerKey.delayedMessage("shop", "order-1"), UID);

  @Test
  void a_tick_has_the_id_that_every_implementation_computes() {
    assertThat(RunId.ofTick(ACTION, Instant.parse("2026-03-01T08:00:00.123Z")))
        .hasToString("25-e2752849-2ff6-57d9-b0e4-aadf1f4853b6");
  }

  @Test
  void a_trigger_has_the_id_that_every_implementation_computes() {
    assertThat(RunId.ofTrigger(ACTION, "2026-03-01 тест"))
        .hasToString("25-dc2638a5-2f69-56ef-a619-7be09942be27");
  }

  @Test
  void an_exception_run_has_the_id_that_every_implementation_computes() {
    RunId failed = RunId.parse("25-e2752849-2ff6-57d9-b0e4-aadf1f4853b6");

    assertThat(RunId.ofException(failed)).hasToString("25-1f974315-022a-5244-9b91-b3ad0f96ac6a");
  }

  @Test
  void a_message_is_its_resources_uid_in_its_resources_partition() {
    assertThat(RunId.ofMessage(MESSAGE, null)).hasToString("8-" + UID);
  }

  @Test
  void a_message_with_a_key_is_in_the_keys_partition() {
    assertThat(RunId.ofMessage(MESSAGE, "shop/order-1")).hasToString("21-" + UID);
  }

  @Test
  void an_owner_whose_uid_is_no_uuid_still_gives_one() {
    Owner publisher = new Owner(MESSAGE.key(), "publisher");

    assertThat(RunId.ofMessage(publisher, null))
        .hasToString("8-2fc62323-d5eb-54f6-b457-f8a58df55765");
  }

  @Test
  void another_life_of_the_same_name_has_other_ids() {
    Owner reborn = new Owner(ACTION.key(), UUID.randomUUID().toString());
    Instant plannedAt = Instant.parse("2026-03-01T08:00:00Z");

    assertThat(RunId.ofTick(reborn, plannedAt)).isNotEqualTo(RunId.ofTick(ACTION, plannedAt));
  }

  @Test
  void what_was_written_can_be_read() {
    RunId id = RunId.ofTick(ACTION, Instant.EPOCH);

    assertThat(RunId.parse(id.toString())).isEqualTo(id);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "25", "x-" + UID, "64-" + UID, "-1-" + UID, "25-", "25-report"})
  void what_is_no_run_id_is_refused(String text) {
    assertThatThrownBy(() -> RunId.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("run id \"" + text + "\"");
  }
}
