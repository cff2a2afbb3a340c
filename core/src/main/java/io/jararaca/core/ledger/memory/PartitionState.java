package io.jararaca.core.ledger.memory;

import io.jararaca.core.ledger.FencingToken;
import io.jararaca.core.ledger.LedgerTimings;
import io.jararaca.core.run.HandlerRef;
import io.jararaca.core.run.OwnerKey;
import io.jararaca.core.run.Partition;
import io.jararaca.core.run.RunId;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All that a partition holds. Changed by a {@link Turn} only. */
final class PartitionState {

  final Partition partition;
  @Nullable String incarnation;
  @Nullable FencingToken token;

  /** Whether the present token was the first one here. */
  boolean freshlyRaised;

  LedgerTimings timings = LedgerTimings.DEFAULT;
  Instant lastNow = Instant.EPOCH;
  final Map<RunId, RunEntry> runs = new HashMap<>();
  final Timers timers = new Timers();
  final Map<OwnerKey, OwnerEntry> owners = new HashMap<>();
  final Map<String, RunId> entryKeys = new HashMap<>();
  final Map<OwnerKey, Set<RunId>> slots = new HashMap<>();
  final Set<OwnerKey> dirty = new LinkedHashSet<>();

  /** When the newest of the runs that waited in a handler's queue and started was dispatched. */
  final Map<HandlerRef, Instant> newestStarted = new HashMap<>();

  PartitionState(Partition partition) {
    this.partition = partition;
  }

  PartitionState copy() {
    PartitionState copy = new PartitionState(partition);
    copy.incarnation = incarnation;
    copy.token = token;
    copy.freshlyRaised = freshlyRaised;
    copy.timings = timings;
    copy.lastNow = lastNow;
    runs.forEach((id, run) -> copy.runs.put(id, run.copy()));
    copy.runs.values().forEach(copy.timers::restore);
    owners.forEach((key, owner) -> copy.owners.put(key, owner.copy()));
    copy.entryKeys.putAll(entryKeys);
    slots.forEach((key, slot) -> copy.slots.put(key, new LinkedHashSet<>(slot)));
    copy.dirty.addAll(dirty);
    copy.newestStarted.putAll(newestStarted);
    return copy;
  }
}
