package io.jararaca.core.simulation;

import io.jararaca.core.run.Partition;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A small model of the promises. It hears what was declared, what crossed the wires, and what
 * handlers did, and works out by itself what should have happened.
 */
final class Judge {

  private final Simulation world;
  private final Fences fences;
  private final LifeBook lives;
  private final LifeAudit audit;
  private final RunBook runs;
  private final MessageBook messages;

  /** When partitions lost state, and back to when. */
  private final Map<Partition, NavigableMap<Instant, Instant>> losses = new HashMap<>();

  private @Nullable String accusation;

  Judge(Simulation world) {
    this.world = world;
    this.fences = new Fences(this);
    this.lives = new LifeBook(world, this);
    this.audit = new LifeAudit(world, this, lives);
    this.runs = new RunBook(world, this);
    this.messages = new MessageBook(world, this);
  }

  Fences fences() {
    return fences;
  }

  LifeBook lives() {
    return lives;
  }

  LifeAudit audit() {
    return audit;
  }

  RunBook runs() {
    return runs;
  }

  MessageBook messages() {
    return messages;
  }

  Instant now() {
    return world.now();
  }

  /** The first promise that was broken counts. */
  void accuse(String what) {
    if (accusation == null) {
      accusation = what;
      world.trace(null, () -> "✗✗ " + what);
    }
  }

  void expect(boolean kept, java.util.function.Supplier<String> promise) {
    if (!kept) {
      accuse(promise.get());
    }
  }

  Optional<String> accusation() {
    return Optional.ofNullable(accusation);
  }

  void lostWrites(Partition partition, Instant since) {
    lost(partition, since);
    fences.reset(partition);
    lives.lostWrites(partition, since);
    runs.lostWrites(partition, since);
    messages.lost(partition);
  }

  void flushed(Partition partition) {
    lost(partition, Instant.MIN);
    fences.reset(partition);
    lives.flushed(partition);
    runs.flushed(partition);
    messages.lost(partition);
  }

  /** Whether the partition ever lost what it was told at that instant. */
  boolean lostSince(Partition partition, Instant told) {
    NavigableMap<Instant, Instant> known = losses.get(partition);
    return known != null
        && known.tailMap(told, true).values().stream().anyMatch(since -> !since.isAfter(told));
  }

  boolean everLost(Partition partition) {
    return losses.containsKey(partition);
  }

  /** The last instant at which the partition lost something. */
  Instant lastLoss(Partition partition) {
    NavigableMap<Instant, Instant> known = losses.get(partition);
    return known == null ? Instant.MIN : known.lastKey();
  }

  private void lost(Partition partition, Instant since) {
    losses
        .computeIfAbsent(partition, key -> new TreeMap<>())
        .merge(now(), since, (a, b) -> a.isBefore(b) ? a : b);
  }
}
