package io.jararaca.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.jararaca.core.leadership.Leadership;
import io.jararaca.core.ledger.FencingToken;
import io.jararaca.core.ledger.LedgerTimings;
import io.jararaca.core.ledger.LedgerUnavailableException;
import io.jararaca.core.run.Partition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RedisLeadershipTest {

  private static final Duration VALIDITY = Duration.ofMillis(1500);
  private static final Duration RENEW = Duration.ofMillis(100);

  private final RedisBackend backend = RedisUnderTest.emptied();
  private final List<Leadership> standing = new ArrayList<>();

  /** Hears how it goes. */
  private static final class Fate implements Leadership.Listener {

    final List<Long> tokens = new CopyOnWriteArrayList<>();
    volatile boolean leads;

    @Override
    public void elected(FencingToken token) {
      tokens.add(token.value());
      leads = true;
    }

    @Override
    public void revoked() {
      leads = false;
    }
  }

  /** A line to Redis that can be cut. */
  private static final class Muted implements RedisCalls {

    private final RedisCalls inner;
    volatile boolean mute;

    Muted(RedisCalls inner) {
      this.inner = inner;
    }

    @Override
    public CompletableFuture<Reply> call(String function, byte[][] keys, FunctionArguments more) {
      return mute
          ? CompletableFuture.failedFuture(new LedgerUnavailableException("cut"))
          : inner.call(function, keys, more);
    }

    @Override
    public CompletableFuture<Instant> time() {
      return inner.time();
    }
  }

  @AfterEach
  void close() {
    standing.forEach(Leadership::close);
  }

  @Test
  void one_leads_and_the_other_follows_at_once_when_it_closes() {
    Fate first = new Fate();
    Leadership leader = stand("a", VALIDITY.multipliedBy(20), first);
    await().until(() -> first.leads);
    Fate second = new Fate();
    stand("b", VALIDITY.multipliedBy(20), second);
    await().during(RENEW.multipliedBy(5)).until(() -> first.leads && !second.leads);

    leader.close();

    assertThat(first.leads).isFalse();
    await().until(() -> second.leads);
    assertThat(second.tokens.get(0)).isGreaterThan(first.tokens.get(0));
  }

  @Test
  void a_silent_leader_is_followed_when_its_time_is_over_and_steps_down_when_it_sees_that() {
    Fate first = new Fate();
    Muted calls = new Muted(backend.calls());
    RedisLeadership silent =
        new RedisLeadership(
            calls,
            new PartitionKeys("test").leader(),
            backend.ledger()::highestToken,
            "a",
            VALIDITY,
            RENEW);
    standing.add(silent);
    silent.stand(first);
    await().until(() -> first.leads);
    Fate second = new Fate();
    stand("b", VALIDITY, second);

    calls.mute = true;
    await().until(() -> second.leads);
    assertThat(first.leads).isTrue();
    calls.mute = false;

    await().until(() -> !first.leads);
    assertThat(second.leads).isTrue();
    assertThat(second.tokens.get(0)).isGreaterThan(first.tokens.get(0));
  }

  @Test
  void a_token_is_higher_than_every_partitions() {
    backend
        .ledger()
        .raise(new Partition(5), new FencingToken(41, "older"), LedgerTimings.DEFAULT)
        .join();

    Fate fate = new Fate();
    stand("a", VALIDITY, fate);

    await().until(() -> fate.leads);
    assertThat(fate.tokens).containsExactly(42L);
  }

  @Test
  void who_is_fenced_steps_down_and_stands_anew_later_with_a_higher_token() {
    Fate fate = new Fate();
    Leadership leader = stand("a", VALIDITY, fate);
    await().until(() -> fate.leads);

    leader.fenced(new FencingToken(fate.tokens.get(0), "a"));

    await().until(() -> !fate.leads);
    await().until(() -> fate.tokens.size() == 2);
    assertThat(fate.tokens.get(1)).isGreaterThan(fate.tokens.get(0));
  }

  @Test
  void a_leader_whose_key_was_lost_leads_on_with_a_higher_token() {
    Fate fate = new Fate();
    stand("a", VALIDITY, fate);
    await().until(() -> fate.leads);

    RedisUnderTest.commands().send("DEL", "jararaca:test:leader");

    await().until(() -> fate.tokens.size() == 2);
    assertThat(fate.tokens.get(1)).isGreaterThan(fate.tokens.get(0));
  }

  @Test
  void renewing_too_seldom_is_refused() {
    assertThatThrownBy(() -> backend.leadership("a", RENEW, RENEW))
        .hasMessage("renewEvery PT0.1S: must be at most half of validity, PT0.1S");
  }

  private Leadership stand(String holder, Duration validity, Fate fate) {
    Leadership candidate = backend.leadership(holder, validity, RENEW);
    standing.add(candidate);
    candidate.stand(fate);
    return candidate;
  }
}
