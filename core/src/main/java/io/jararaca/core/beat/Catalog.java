package io.jararaca.core.beat;

import io.jararaca.core.action.ActionDefinition;
import io.jararaca.core.action.MessageDefinition;
import io.jararaca.core.action.ScheduleText;
import io.jararaca.core.ledger.OwnerPolicy;
import io.jararaca.core.ledger.Registration;
import io.jararaca.core.run.Owner;
import io.jararaca.core.run.OwnerKey;
import io.jararaca.core.run.RunId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What is declared now, in memory. Every replica keeps its own up to date, so that a standby can
 * take over at once; only the leading beat tells the ledger of it. Safe for use by several threads.
 */
public final class Catalog {

  private static final OwnerPolicy POLICY_OF_INVALID = new OwnerPolicy(1, false, 10, null, null);

  private final Map<OwnerKey, Entry> entries = new ConcurrentHashMap<>();
  private final List<Consumer<Change>> listeners = new CopyOnWriteArrayList<>();

  /** By owner, oldest first. */
  private final Map<Owner, Departed> departed = new LinkedHashMap<>();

  /** Departed ones that are kept. */
  private static final int MOST_DEPARTED = 10_000;

  /**
   * Something that was seen deleted. Kept until the ledger has heard of it from here: the leader of
   * the moment may die before it tells.
   *
   * @param message the run of a message; none: an action
   */
  record Departed(Owner owner, @Nullable RunId message) {}

  /** Something that is declared. */
  public sealed interface Entry {
    Owner owner();

    /** Whether the other says the same: of one uid, a generation stands for its content. */
    boolean saysTheSameAs(@Nullable Entry other);
  }

  /** An action that is armed when its beat leads. */
  public record Action(ActionDefinition definition) implements Entry {
    @Override
    public Owner owner() {
      return definition.owner();
    }

    @Override
    public boolean saysTheSameAs(@Nullable Entry other) {
      return other instanceof Action action
          && action.owner().equals(owner())
          && action.definition.generation() == definition.generation()
          && Objects.equals(action.definition.trigger(), definition.trigger());
    }
  }

  /** A message that is submitted to the ledger. */
  public record Message(MessageDefinition definition) implements Entry {
    @Override
    public Owner owner() {
      return definition.owner();
    }

    @Override
    public boolean saysTheSameAs(@Nullable Entry other) {
      return other instanceof Message message
          && message.owner().equals(owner())
          && message.definition.generation() == definition.generation();
    }
  }

  /** An action that cannot be understood as it stands: it has no ticks until it is mended. */
  public record Invalid(Owner owner, long generation) implements Entry {

    @Override
    public boolean saysTheSameAs(@Nullable Entry other) {
      return equals(other);
    }

    Registration registration() {
      return new Registration(
          owner, generation, ScheduleText.INVALID.toString(), POLICY_OF_INVALID, null, null);
    }
  }

  /**
   * @param entry what stands under the key now; none: it was deleted
   * @param deleted what stood there before, of another uid or deleted; none: nothing that is gone
   */
  public record Change(OwnerKey key, @Nullable Entry entry, @Nullable Entry deleted) {}

  public void put(ActionDefinition definition) {
    put(new Action(definition));
  }

  public void put(MessageDefinition definition) {
    put(new Message(definition));
  }

  /** As {@link #put}, where no generation tells one content from the next: always a change. */
  public void replace(ActionDefinition definition) {
    put(new Action(definition), true);
  }

  /** The resource stands there, but is invalid. */
  public void putInvalid(Owner owner, long generation) {
    put(new Invalid(owner, generation));
  }

  /** The resource was seen deleted. Nothing happens when another of the same name stands there. */
  public synchronized void delete(Owner owner) {
    Entry known = entries.get(owner.key());
    if (known != null && known.owner().equals(owner)) {
      entries.remove(owner.key());
      depart(known);
      tell(new Change(owner.key(), null, known));
    }
  }

  public Optional<Entry> find(OwnerKey key) {
    return Optional.ofNullable(entries.get(key));
  }

  /** A view of what is declared now. */
  public Collection<Entry> entries() {
    return entries.values();
  }

  /**
   * @param listener called on the thread that makes the change, in order for each key; must not
   *     block
   */
  public void listen(Consumer<Change> listener) {
    listeners.add(listener);
  }

  private void put(Entry entry) {
    put(entry, false);
  }

  // Listeners are told when the entry stands: they may ask for it at once, on another thread.
  private synchronized void put(Entry entry, boolean always) {
    OwnerKey key = entry.owner().key();
    Entry known = entries.put(key, entry);
    departed.remove(entry.owner());
    if (always || !entry.saysTheSameAs(known)) {
      boolean replaced = known != null && !known.owner().equals(entry.owner());
      if (replaced) {
        depart(known);
      }
      tell(new Change(key, entry, replaced ? known : null));
    }
  }

  /** What was seen deleted, as far as the ledger has not heard of it from here. */
  synchronized List<Departed> departed() {
    return List.copyOf(departed.values());
  }

  /** The ledger has heard of it. */
  synchronized void settled(Owner owner) {
    departed.remove(owner);
  }

  private void depart(Entry gone) {
    RunId message = gone instanceof Message known ? known.definition.runId() : null;
    departed.put(gone.owner(), new Departed(gone.owner(), message));
    if (departed.size() > MOST_DEPARTED) {
      departed.remove(departed.keySet().iterator().next());
    }
  }

  private void tell(Change change) {
    listeners.forEach(listener -> listener.accept(change));
  }
}
