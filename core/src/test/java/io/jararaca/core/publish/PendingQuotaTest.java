package io.jararaca.core.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.jararaca.core.SettableClock;
import io.jararaca.core.ledger.Backlog;
import io.jararaca.core.ledger.LedgerReader;
import io.jararaca.core.ledger.LedgerUnavailableException;
import io.jararaca.core.ledger.OnDuplicate;
import io.jararaca.core.ledger.Submission;
import io.jararaca.core.ledger.SubmitResult;
import io.jararaca.core.ledger.memory.InMemoryLedger;
import io.jararaca.core.run.Owner;
import io.jararaca.core.run.OwnerKey;
import io.jararaca.core.run.Partition;
import io.jararaca.core.run.RunId;
import io.jararaca.core.run.RunSpecBuilder;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PendingQuotaTest {

  private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");
  private static final Partition PARTITION = new Partition(3);

  private final InMemoryLedger ledger = new InMemoryLedger(new SettableClock(NOW));
  private long nanos;
  private int counts;
  private boolean away;

  private final PendingQuota quota = quota(100);

  @Test
  void what_was_sent_since_the_last_count_is_added() {
    assertThat(send(quota, 60)).hasSize(60);
    assertThat(send(quota, 40)).hasSize(40);

    assertThat(failure(quota, 1)).isInstanceOf(QuotaExceededException.class);
    assertThat(counts).isEqualTo(1);
  }

  @Test
  void far_from_the_bound_the_ledger_is_asked_every_ten_seconds() {
    send(quota, 1);
    pass(Duration.ofMillis(9_900));
    send(quota, 1);
    assertThat(counts).isEqualTo(1);

    pass(Duration.ofMillis(200));
    send(quota, 1);
    assertThat(counts).isEqualTo(2);
  }

  @Test
  void near_the_bound_it_is_asked_every_second_and_others_are_counted() {
    send(quota, 80);
    send(quota(1000), 15);

    pass(Duration.ofMillis(1_100));

    assertThat(failure(quota, 10))
        .hasMessageContaining("at most 100 messages may wait, and 95 did");
    assertThat(send(quota, 5)).hasSize(5);
  }

  @Test
  void a_ledger_that_cannot_be_asked_is_unavailable_and_is_asked_again() {
    away = true;
    assertThat(failure(quota, 1)).isInstanceOf(LedgerUnavailableException.class);

    away = false;

    assertThat(send(quota, 1)).containsExactly(new SubmitResult.Submitted());
  }

  private PendingQuota quota(long limit) {
    return new PendingQuota(ledger, counting(), "shop", limit, () -> nanos);
  }

  private void pass(Duration duration) {
    nanos += duration.toNanos();
  }

  private static Throwable failure(PendingQuota quota, int messages) {
    return quota
        .submit(PARTITION, submissions(messages))
        .handle(
            (results, failure) -> failure instanceof CompletionException e ? e.getCause() : failure)
        .join();
  }

  private static List<SubmitResult> send(PendingQuota quota, int messages) {
    return quota.submit(PARTITION, submissions(messages)).join();
  }

  private static List<Submission> submissions(int messages) {
    Owner owner = new Owner(OwnerKey.message("shop", "mail"), "published");
    return IntStream.range(0, messages)
        .mapToObj(
            i ->
                new Submission(
                    RunSpecBuilder.message(owner, NOW.plusSeconds(60))
                        .id(new RunId(PARTITION, UUID.randomUUID()))
                        .build(),
                    0,
                    new byte[0],
                    null,
                    OnDuplicate.IGNORE))
        .toList();
  }

  /** The ledger's reader, which counts questions after all that waits. */
  private LedgerReader counting() {
    return (LedgerReader)
        Proxy.newProxyInstance(
            LedgerReader.class.getClassLoader(),
            new Class<?>[] {LedgerReader.class},
            (proxy, method, arguments) -> {
              counts++;
              return away
                  ? CompletableFuture.<Backlog>failedFuture(new LedgerUnavailableException("away"))
                  : ledger.backlog();
            });
  }
}
