package io.jararaca.core.broker;

import static org.awaitility.Awaitility.await;

import io.jararaca.core.run.RunId;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Keeps what it was shown, settling nothing by itself. */
public final class RecordingListener implements Consumer<Delivery> {

  private final List<Delivery> shown = new CopyOnWriteArrayList<>();

  @Override
  public void accept(Delivery delivery) {
    shown.add(delivery);
  }

  public List<Delivery> shown() {
    return List.copyOf(shown);
  }

  public List<RunId> runs() {
    return shown.stream().map(delivery -> delivery.publication().spec().id()).toList();
  }

  /** Waits until it was shown that many in all; returns the last of them. */
  public Delivery awaitShown(int count) {
    await("deliveries shown").atMost(Duration.ofSeconds(30)).until(() -> shown.size() >= count);
    return shown.get(count - 1);
  }
}
