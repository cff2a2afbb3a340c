package io.jararaca.operator.lease;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.jararaca.core.ledger.FencingToken;
import io.jararaca.core.ledger.LedgerUnavailableException;
import io.jararaca.operator.health.Part;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CandidateTest {

  private static final Duration LEASE = Duration.ofSeconds(10);
  private static final Duration RENEW = Duration.ofSeconds(3);

  private final InMemoryLeaseStore store = new InMemoryLeaseStore();
  private long nanos = -1_000_000_000L; // as System.nanoTime may be
  private long highestToken;

  private final class Process {
    final RecordingListener listener = new RecordingListener();
    final Part kubernetes = new Part("kubernetes");
    boolean reachesLedger = true;
    InstantSource clock = InstantSource.fixed(Instant.parse("2026-03-01T12:00:00Z"));
    final Candidate candidate;
    final String name;
    @Nullable Duration next;

    Process(String name) {
      this.name = name;
      candidate =
          new Candidate(
              store,
              BeatLease.absent("ns", "beat"),
              name,
              new LeaseTimings(LEASE, RENEW, RENEW),
              new LedgerProbe(this::highestToken, RENEW, () -> nanos),
              () -> nanos,
              () -> clock.instant(),
              kubernetes,
              listener);
    }

    CompletableFuture<Long> highestToken() {
      return reachesLedger
          ? CompletableFuture.completedFuture(highestToken)
          : CompletableFuture.failedFuture(
              new LedgerUnavailableException("down", new TimeoutException()));
    }

    Process step() throws InterruptedException {
      next = candidate.step();
      return this;
    }

    FencingToken token() {
      return requireNonNull(listener.token, name + " does not lead");
    }

    boolean leads() {
      return listener.token != null;
    }
  }

  @Test
  void the_first_to_stand_leads_with_token_one() throws Exception {
    Process a = new Process("a").step();

    assertThat(a.listener.heard).containsExactly("elected 1");
    assertThat(store.current().holder()).contains("a");
    assertThat(store.current().token()).isEqualTo(1);
    assertThat(a.next).isEqualTo(RENEW);
  }

  @Test
  void a_token_is_above_the_leases_and_the_ledgers() throws Exception {
    highestToken = 41;
    Process a = new Process("a").step();
    assertThat(a.token().value()).isEqualTo(42);

    a.candidate.resign();
    highestToken = 7;

    assertThat(new Process("b").step().token().value()).isEqualTo(43);
  }

  @Test
  void a_standby_takes_over_one_lease_after_the_last_change_that_it_saw() throws Exception {
    new Process("a").step();
    Process b = new Process("b").step();

    advance(LEASE.minusMillis(1));
    b.step();
    assertThat(b.leads()).isFalse();
    assertThat(b.next).isEqualTo(Duration.ofMillis(1));
    advance(Duration.ofMillis(1));
    b.step();

    assertThat(b.token().value()).isEqualTo(2);
  }

  @Test
  void each_renewal_that_a_standby_sees_begins_its_count_anew() throws Exception {
    Process a = new Process("a").step();
    Process b = new Process("b").step();

    for (int i = 0; i < 20; i++) {
      advance(RENEW);
      a.clock = InstantSource.fixed(a.clock.instant().plus(RENEW));
      a.step();
      b.step();
    }

    assertThat(a.leads()).isTrue();
    assertThat(b.listener.heard).isEmpty();
  }

  @Test
  void clocks_that_differ_by_hours_make_no_second_leader() throws Exception {
    Process a = new Process("a");
    a.clock = InstantSource.fixed(Instant.parse("2026-03-01T00:00:00Z"));
    a.step();
    Process b = new Process("b");
    b.clock = InstantSource.fixed(Instant.parse("2026-03-01T23:00:00Z"));

    advance(RENEW);
    b.step();

    assertThat(b.leads()).isFalse();
  }

  @Test
  void a_released_lease_is_taken_at_once() throws Exception {
    Process a = new Process("a").step();
    Process b = new Process("b").step();

    a.candidate.resign();
    b.step();

    assertThat(a.listener.heard).containsExactly("elected 1", "revoked");
    assertThat(b.token().value()).isEqualTo(2);
  }

  @Test
  void who_cannot_reach_the_ledger_does_not_stand() throws Exception {
    Process a = new Process("a");
    a.reachesLedger = false;
    a.step();
    assertThat(a.leads()).isFalse();

    a.reachesLedger = true;
    a.step();

    assertThat(a.leads()).isTrue();
  }

  @Test
  void a_leader_cut_off_from_the_ledger_yields_to_a_standby_that_is_not() throws Exception {
    Process a = new Process("a").step();
    Process b = new Process("b").step();

    a.reachesLedger = false;
    advance(LEASE.plusMillis(1));
    a.step();
    assertThat(a.leads()).as("nobody better is known yet").isTrue();
    b.step();
    a.step();

    assertThat(b.token().value()).isEqualTo(2);
    assertThat(store.current().yields()).isFalse();
    assertThat(a.listener.heard).containsExactly("elected 1", "revoked");
  }

  @Test
  void when_nobody_reaches_the_ledger_the_leader_stays() throws Exception {
    Process a = new Process("a").step();
    Process b = new Process("b").step();
    a.reachesLedger = false;
    b.reachesLedger = false;

    advance(LEASE.plusMillis(1));
    a.step();
    b.step();
    a.reachesLedger = true;
    a.step();
    a.step();

    assertThat(a.listener.heard).containsExactly("elected 1");
    assertThat(store.current().yields()).isFalse();
  }

  @Test
  void a_leader_that_cannot_renew_stays() throws Exception {
    Process a = new Process("a").step();

    store.away = true;
    for (int i = 0; i < 10; i++) {
      advance(LEASE);
      a.step();
    }
    assertThat(a.leads()).isTrue();
    assertThat(a.kubernetes.state().up()).isFalse();
    store.away = false;
    a.step();

    assertThat(a.listener.heard).containsExactly("elected 1");
    assertThat(a.kubernetes.state().up()).isTrue();
  }

  @Test
  void a_leader_steps_down_when_it_sees_another_holder() throws Exception {
    Process a = new Process("a").step();
    Process b = new Process("b").step();

    advance(LEASE);
    b.step();
    a.step();

    assertThat(a.listener.heard).containsExactly("elected 1", "revoked");
    assertThat(b.leads()).isTrue();
  }

  @Test
  void an_unanswered_election_is_read_again() throws Exception {
    Process a = new Process("a");
    store.loseNextAnswer = true;
    a.step();
    assertThat(a.leads()).isFalse();
    assertThat(store.current().holder()).contains("a");

    a.step();

    assertThat(a.token().value()).isEqualTo(store.current().token()).isEqualTo(2);
  }

  @Test
  void an_unanswered_renewal_costs_nothing() throws Exception {
    Process a = new Process("a").step();
    store.loseNextAnswer = true;
    a.step();
    a.step();
    a.step();

    assertThat(a.listener.heard).containsExactly("elected 1");
    assertThat(store.current().heldBy("a")).isTrue();
  }

  @Test
  void a_release_whose_lease_was_edited_meanwhile_is_written_all_the_same() throws Exception {
    Process a = new Process("a").step();
    annotate("team", "night");

    a.candidate.resign();

    assertThat(store.current().holder()).isEmpty();
    assertThat(store.current().lease().getMetadata().getAnnotations())
        .containsEntry("team", "night");
  }

  @Test
  void an_edited_lease_stays_its_holders_and_keeps_the_edit_and_the_token() throws Exception {
    Process a = new Process("a").step();
    annotate(BeatLease.TOKEN, "0");
    annotate("team", "night");

    a.step();
    a.step();

    assertThat(a.listener.heard).containsExactly("elected 1");
    assertThat(store.current().token()).isEqualTo(1);
    assertThat(store.current().lease().getMetadata().getAnnotations())
        .containsEntry("team", "night");
  }

  @Test
  void a_deleted_lease_is_made_again_by_its_holder() throws Exception {
    Process a = new Process("a").step();
    store.delete();

    a.step();
    a.step();

    assertThat(a.listener.heard).containsExactly("elected 1");
    assertThat(store.current().heldBy("a")).isTrue();
    assertThat(store.current().token()).isEqualTo(1);
  }

  @Test
  void a_leader_whose_lease_was_deleted_and_taken_steps_down() throws Exception {
    Process a = new Process("a").step();
    store.delete();
    highestToken = 1;
    Process b = new Process("b").step();

    a.step();

    assertThat(a.listener.heard).containsExactly("elected 1", "revoked");
    assertThat(b.token().value()).isEqualTo(2);
  }

  @Test
  void a_fenced_leader_stands_anew_after_a_lease_with_a_higher_token() throws Exception {
    Process a = new Process("a").step();
    highestToken = 5;

    a.candidate.fenced(a.token());
    a.step();
    assertThat(a.listener.heard).containsExactly("elected 1", "revoked");
    advance(LEASE);
    a.step();

    assertThat(a.token().value()).isEqualTo(6);
  }

  @Test
  void a_word_about_a_token_of_the_past_changes_nothing() throws Exception {
    Process a = new Process("a").step();

    a.candidate.fenced(new FencingToken(99, "a"));

    assertThat(a.listener.heard).containsExactly("elected 1");
  }

  private void annotate(String name, String value) {
    store.write(
        new LeaseBuilder(store.current().lease())
            .editMetadata()
            .addToAnnotations(name, value)
            .endMetadata()
            .build());
  }

  private void advance(Duration time) {
    nanos += time.toNanos();
  }
}
