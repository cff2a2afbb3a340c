package io.jararaca.worker.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HandlerThreadsTest {

  @Test
  void handlers_get_virtual_threads_exactly_where_the_jvm_has_them() throws Exception {
    ExecutorService threads = HandlerThreads.forHandlers(1);

    String thread = threads.submit(() -> Thread.currentThread().toString()).get();

    assertThat(thread.startsWith("VirtualThread")).isEqualTo(Runtime.version().feature() >= 21);
    threads.shutdown();
  }

  @Test
  void the_pool_has_a_thread_for_each_handler_at_once() throws InterruptedException {
    ExecutorService pool = HandlerThreads.pool(20);
    CountDownLatch all = new CountDownLatch(20);

    for (int i = 0; i < 20; i++) {
      pool.execute(
          () -> {
            all.countDown();
            try {
              all.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          });
    }

    assertThat(all.await(10, TimeUnit.SECONDS)).isTrue();
    pool.shutdown();
  }
}
