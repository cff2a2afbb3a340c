package io.jararaca.rabbitmq;

import static io.jararaca.core.broker.PublicationBuilder.runOf;
import static io.jararaca.rabbitmq.Fixture.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.jararaca.core.ledger.Publication;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Prints what this machine does; asserts only that nothing is lost. */
class ThroughputTest {

  private static final int RUNS = 10_000;
  private static final int OUTSTANDING = 1_000;

  @Test
  void ten_thousand_runs_are_published_and_consumed() throws InterruptedException {
    try (Fixture one = Fixture.connected(Rabbit.url())) {
      publish(one, 0);
      Duration publishing = publish(one, RUNS);

      AtomicInteger consumed = new AtomicInteger();
      long started = System.nanoTime();
      one.consumers.consume(
          one.handler,
          OUTSTANDING,
          delivery -> {
            delivery.acknowledge();
            consumed.incrementAndGet();
          });
      eventually("all consumed").until(() -> consumed.get() >= 2 * RUNS);
      Duration consuming = Duration.ofNanos(System.nanoTime() - started);

      assertThat(consumed).hasValue(2 * RUNS);
      System.out.printf(
          "%d runs of 200 bytes, %d outstanding: published and confirmed %.0f/s, consumed %.0f/s%n",
          RUNS, OUTSTANDING, rate(RUNS, publishing), rate(2 * RUNS, consuming));
    }
  }

  private static Duration publish(Fixture one, int firstTick) throws InterruptedException {
    List<Publication> runs =
        IntStream.range(firstTick, firstTick + RUNS)
            .mapToObj(tick -> runOf(one.handler).tick(tick).body("x".repeat(200)).build())
            .toList();
    Semaphore free = new Semaphore(OUTSTANDING);
    long started = System.nanoTime();
    for (Publication run : runs) {
      free.acquire();
      one.publisher.publish(run).thenRun(free::release);
    }
    free.acquire(OUTSTANDING);
    return Duration.ofNanos(System.nanoTime() - started);
  }

  private static double rate(int count, Duration took) {
    return count * 1e9 / took.toNanos();
  }
}
