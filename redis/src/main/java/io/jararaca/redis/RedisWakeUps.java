package io.jararaca.redis;

import io.jararaca.core.ledger.WakeUp;
import io.jararaca.core.ledger.WakeUps;
import io.jararaca.core.run.OwnerKey;
import io.jararaca.core.run.Partition;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hints from the install's channel: {@code due|slot|resumed|dirty}, the partition's number, and
 * what of it.
 */
final class RedisWakeUps implements WakeUps {

  private static final Logger LOG = LoggerFactory.getLogger(RedisWakeUps.class);

  private final List<Listening> listeners = new CopyOnWriteArrayList<>();

  @Override
  public Subscription subscribe(Consumer<WakeUp> listener) {
    Listening listening = new Listening(listener);
    listeners.add(listening);
    return () -> listeners.remove(listening);
  }

  void hear(String hint) {
    try {
      WakeUp wakeUp = parse(hint);
      listeners.forEach(listening -> listening.listener.accept(wakeUp));
    } catch (RuntimeException e) {
      LOG.warn("The hint \"{}\" led to nothing; the next poll will find its cause", hint, e);
    }
  }

  private static WakeUp parse(String hint) {
    String[] parts = hint.split("\t", -1);
    Partition partition = new Partition(Integer.parseInt(parts[1]));
    return switch (parts[0]) {
      case "due" -> new WakeUp.Due(partition, Instant.ofEpochMilli(Long.parseLong(parts[2])));
      case "slot" -> new WakeUp.SlotFreed(partition, OwnerKey.parse(parts[2]));
      case "resumed" -> new WakeUp.Resumed(partition, OwnerKey.parse(parts[2]));
      case "dirty" -> new WakeUp.Dirty(partition);
      default -> throw new IllegalArgumentException("unknown kind " + parts[0]);
    };
  }

  /** Tells one subscription from another of the same listener. */
  private record Listening(Consumer<WakeUp> listener) {
    @Override
    public boolean equals(Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(this);
    }
  }
}
