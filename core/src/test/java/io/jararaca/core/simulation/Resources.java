package io.jararaca.core.simulation;

import io.jararaca.core.action.MessageDefinition;
import io.jararaca.core.beat.Catalog;
import io.jararaca.core.run.Owner;
import io.jararaca.core.run.RunId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The API server: what is declared, and the people and programs who change it. */
final class Resources {

  private final Simulation world;
  private final Declarations declarations;
  private final Map<String, DeclaredAction> actions = new TreeMap<>();
  private final Map<String, MessageDefinition> messages = new TreeMap<>();
  private final Set<RunId> editedWhileDelivered = new HashSet<>();
  private int uids;

  Resources(Simulation world) {
    this.world = world;
    this.declarations = new Declarations(world.chance());
  }

  /** Declares what the history is about. */
  void declareAll(int actionCount, int messageCount) {
    for (int i = 0; i < actionCount; i++) {
      put(declarations.action(i, uid(), world.now()));
    }
    for (int i = 0; i < messageCount; i++) {
      put(declarations.message(i, uid(), world.now()));
    }
  }

  List<DeclaredAction> actions() {
    return List.copyOf(actions.values());
  }

  List<MessageDefinition> messages() {
    return List.copyOf(messages.values());
  }

  /** All of it, for a replica that starts. */
  void list(Catalog catalog) {
    actions.values().forEach(action -> catalog.put(action.definition()));
    messages.values().forEach(catalog::put);
  }

  /** Somebody changes something. */
  void change(Fault what) {
    Chance chance = world.chance();
    if (what == Fault.EDIT_MESSAGE || what == Fault.DROP_MESSAGE) {
      if (!messages.isEmpty()) {
        changeMessage(what, chance.oneOf(messages()));
      }
      return;
    }
    if (actions.isEmpty()) {
      return;
    }
    DeclaredAction action = chance.oneOf(actions());
    switch (what) {
      case EDIT -> {
        PlainSchedule other = declarations.schedule(world.now());
        put(action.edited(other, world.now()));
      }
      case SUSPEND -> {
        boolean suspend = !action.rules().suspend();
        put(action.suspended(suspend, world.now()));
        if (suspend) {
          world.timeline().after(chance.millis(100, 15_000), null, () -> resume(action.uid()));
        }
      }
      case DELETE -> {
        delete(action);
        if (chance.percent(80)) {
          world.timeline().after(chance.millis(0, 10_000), null, () -> createAgain(action));
        }
      }
      case TRIGGER -> trigger(action);
      default -> throw new IllegalArgumentException(what.name());
    }
  }

  /** Suspends everything, so that the history comes to an end. */
  void suspendAll() {
    for (DeclaredAction action : actions()) {
      if (!action.rules().suspend()) {
        put(action.suspended(true, world.now()));
      }
    }
  }

  /** Whether that delivery is to take so long that its message is edited meanwhile. */
  boolean editsWhileDelivered(RunId run) {
    return editedWhileDelivered.remove(run);
  }

  /** Edits a message that is still there, to be delivered soon. */
  void editNow(RunId run) {
    for (MessageDefinition message : messages()) {
      if (message.runId().equals(run) && !world.ending()) {
        put(declarations.editedForSoon(message, world.now()));
      }
    }
  }

  private void changeMessage(Fault what, MessageDefinition message) {
    if (what == Fault.EDIT_MESSAGE && world.chance().percent(40)) {
      editedWhileDelivered.add(message.runId());
    } else if (what == Fault.EDIT_MESSAGE) {
      put(declarations.edited(message, world.now()));
    } else if (world.chance().percent(50)) {
      put(declarations.cancelled(message));
    } else {
      messages.remove(message.key().name());
      world.trace(null, () -> "somebody deletes message " + message.key().name());
      Owner owner = message.owner();
      world.judge().messages().deleted(message);
      tell(catalog -> catalog.delete(owner));
    }
  }

  private void resume(String uid) {
    for (DeclaredAction action : actions()) {
      if (action.uid().equals(uid) && action.rules().suspend() && !world.ending()) {
        put(action.suspended(false, world.now()));
      }
    }
  }

  private void trigger(DeclaredAction action) {
    DeclaredAction triggered = action.triggered("t" + world.timeline().now());
    actions.put(action.name(), triggered);
    world.trace(null, () -> "somebody triggers " + action.name());
    world.judge().lives().triggered(triggered);
    tell(catalog -> catalog.put(triggered.definition()));
  }

  private void delete(DeclaredAction action) {
    actions.remove(action.name());
    world.trace(null, () -> "somebody deletes " + action.name() + " " + action.uid());
    world.judge().lives().deleted(action);
    tell(catalog -> catalog.delete(action.owner()));
  }

  private void createAgain(DeclaredAction action) {
    if (!actions.containsKey(action.name()) && !world.ending()) {
      put(action.createdAgain(uid(), world.now()));
    }
  }

  private void put(DeclaredAction action) {
    actions.put(action.name(), action);
    world.trace(
        null,
        () ->
            "somebody applies "
                + action.name()
                + " "
                + action.uid()
                + " generation "
                + action.generation()
                + ": "
                + action.definition().scheduleText());
    world.judge().lives().declared(action);
    tell(catalog -> catalog.put(action.definition()));
  }

  private void put(MessageDefinition message) {
    messages.put(message.key().name(), message);
    world.trace(
        null,
        () ->
            "somebody applies message "
                + message.key().name()
                + " for "
                + message.deliverAt()
                + " generation "
                + message.generation()
                + (message.cancel() ? ", cancelled" : ""));
    world.judge().messages().declared(message);
    tell(catalog -> catalog.put(message));
  }

  private void tell(Consumer<Catalog> change) {
    for (SimulatedBeat beat : new ArrayList<>(world.beats())) {
      Duration lag =
          world.chance().percent(5)
              ? world.chance().millis(1_000, 8_000)
              : world.chance().millis(1, 400);
      beat.hears(lag, change);
    }
  }

  private String uid() {
    return "uid-" + world.seed() + "-" + uids++;
  }

  /** What the API server has under that name now. */
  boolean lives(String uid) {
    return actions.values().stream().anyMatch(action -> action.uid().equals(uid));
  }

  /** Whether that one is declared now. */
  boolean declares(Owner owner) {
    return lives(owner.uid())
        || messages.values().stream().anyMatch(message -> message.owner().equals(owner));
  }

  Instant now() {
    return world.now();
  }
}
