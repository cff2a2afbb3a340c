package io.jararaca.operator.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jararaca.core.run.OwnerKey;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventQueueTest {

  private final AtomicLong nanos = new AtomicLong();
  private final List<String> told = new CopyOnWriteArrayList<>();
  private final EventQueue queue = new EventQueue(item -> tell(item.about().name()), nanos::get);

  @AfterEach
  void close() {
    queue.close();
  }

  @Test
  void what_comes_at_one_instant_is_all_told_in_order() {
    List<String> names = names(5);
    names.forEach(name -> add(name, "InvalidSpec"));

    queue.start();

    await().untilAsserted(() -> assertThat(told).isEqualTo(names));
  }

  @Test
  void a_reason_of_a_resource_is_told_once_in_five_minutes() {
    add("one", "RunFailed");
    add("one", "RunFailed");
    add("one", "Missed");
    nanos.addAndGet(299_000_000_000L);
    add("one", "RunFailed");
    nanos.addAndGet(1_000_000_000L);
    add("one", "RunFailed");
    add("last", "RunFailed");

    queue.start();

    await().untilAsserted(() -> assertThat(told).containsExactly("one", "one", "one", "last"));
  }

  @Test
  void beyond_the_bound_new_ones_are_left_out_and_may_be_told_later() {
    names(EventQueue.WAITING + 1).forEach(name -> add(name, "InvalidSpec"));
    String leftOut = "name-" + EventQueue.WAITING;

    queue.start();
    await().until(() -> !told.isEmpty());
    add(leftOut, "InvalidSpec");

    await().untilAsserted(() -> assertThat(told).endsWith(leftOut));
    assertThat(told).doesNotHaveDuplicates().hasSize(EventQueue.WAITING + 1);
  }

  @Test
  void a_teller_that_fails_does_not_end_the_queue() {
    add("bad", "InvalidSpec");
    add("good", "InvalidSpec");

    queue.start();

    await().untilAsserted(() -> assertThat(told).containsExactly("good"));
  }

  private void tell(String name) {
    nanos.addAndGet(1_000_000_000L);
    if (name.equals("bad")) {
      throw new IllegalStateException("planted");
    }
    told.add(name);
  }

  private void add(String name, String reason) {
    OwnerKey about = OwnerKey.scheduledAction("ns", name);
    queue.add(new EventQueue.Item(about, "uid", new EventNote(true, reason, "")));
  }

  private static List<String> names(int count) {
    return IntStream.range(0, count).mapToObj(i -> "name-" + i).toList();
  }
}
