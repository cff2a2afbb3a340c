package io.jararaca.core.ledger.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jararaca.core.ledger.Claim;
import io.jararaca.core.ledger.FencedException;
import io.jararaca.core.ledger.FencingToken;
import io.jararaca.core.ledger.Raised;
import io.jararaca.core.ledger.SweepRequest;
import io.jararaca.core.run.Partition;
import io.jararaca.core.run.RunState;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** RAISE: once a new leader has raised a partition, an older one can do nothing there. */
abstract class RaiseContract extends LedgerScenario {

  private final Partition untouched = new Partition((partition.index() + 1) % Partition.COUNT);

  RaiseContract(LedgerUnderTest subject) {
    super(subject);
  }

  @Test
  void the_first_leader_finds_a_fresh_partition() {
    Raised raised = raise(untouched, token);

    assertThat(raised.fresh()).isTrue();
    assertThat(raised.incarnation()).isNotEmpty();
  }

  @Test
  void the_next_leader_finds_the_same_incarnation_and_nothing_fresh() {
    Raised first = raise(untouched, token);

    Raised second = raise(untouched, new FencingToken(8, "beat-b"));

    assertThat(second.fresh()).isFalse();
    assertThat(second.incarnation()).isEqualTo(first.incarnation());
  }

  @Test
  void a_repeated_raise_answers_as_the_first() {
    Raised first = raise(untouched, token);

    Raised repeated = raise(untouched, token);

    assertThat(repeated.fresh()).isTrue();
    assertThat(repeated.incarnation()).isEqualTo(first.incarnation());
  }

  @Test
  void a_lower_token_is_fenced() {
    raise(untouched, token);

    assertFenced(ledger().raise(untouched, new FencingToken(6, "beat-b"), PATIENT));
  }

  @Test
  void a_lower_token_of_the_same_holder_is_fenced() {
    raise(untouched, token);

    assertFenced(ledger().raise(untouched, new FencingToken(6, token.holder()), PATIENT));
  }

  @Test
  void an_equal_token_of_another_holder_is_fenced() {
    raise(untouched, token);

    assertFenced(ledger().raise(untouched, new FencingToken(7, "beat-b"), PATIENT));
  }

  @Test
  void a_partition_that_nobody_raised_refuses_leaders() {
    assertFenced(ledger().register(untouched, token, List.of()));
    assertFenced(ledger().claim(untouched, token, List.of()));
    assertFenced(ledger().sweep(untouched, token, new SweepRequest(1, Map.of())));
  }

  @Test
  void a_deposed_leader_can_write_nothing() {
    registered(ONE_AT_A_TIME);
    Claim tick = nextTick();

    raise(partition, new FencingToken(8, "beat-b"));

    assertFenced(ledger().claim(partition, token, List.of(tick)));
    assertFenced(ledger().register(partition, token, List.of(registration(policy(2)))));
    assertFenced(ledger().sweep(partition, token, new SweepRequest(200, Map.of())));
    assertFenced(ledger().forget(partition, token, owner.key(), owner.uid()));
    assertThat(ownerSnapshot().active()).isEmpty();
  }

  @Test
  void a_higher_token_than_the_partitions_is_fenced_until_it_is_raised() {
    assertFenced(ledger().claim(partition, new FencingToken(8, "beat-b"), List.of()));
  }

  @Test
  void a_deposed_leader_may_still_record_a_confirm() {
    var claimed = claimed();

    raise(partition, new FencingToken(8, "beat-b"));
    commit(claimed.runRev());

    assertThat(run(claimed).state()).isEqualTo(RunState.DISPATCHED);
  }

  @Test
  void the_highest_token_of_all_partitions_is_known() {
    raise(untouched, new FencingToken(12, "beat-b"));

    assertThat(get(ledger().highestToken())).isEqualTo(12);
  }

  private Raised raise(Partition partition, FencingToken token) {
    return get(ledger().raise(partition, token, PATIENT));
  }

  private static void assertFenced(CompletableFuture<?> answer) {
    assertThatThrownBy(() -> get(answer)).hasRootCauseInstanceOf(FencedException.class);
  }
}
