package io.jararaca.core.beat;

import io.jararaca.core.action.ActionDefinition;
import io.jararaca.core.action.ScheduleText;
import io.jararaca.core.ledger.RegisterResult;
import io.jararaca.core.ledger.RegisterResult.Different;
import io.jararaca.core.ledger.RegisterResult.OutOfDate;
import io.jararaca.core.ledger.RegisterResult.Registered;
import io.jararaca.core.ledger.Registration;
import io.jararaca.core.run.LogFields;
import io.jararaca.core.run.Owner;
import io.jararaca.core.run.OwnerKey;
import io.jararaca.core.run.PassedRange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the ledger of a partition's owners, in batches, and arms those that it knows then. */
final class Registrations {

  private static final Logger LOG = LoggerFactory.getLogger(Registrations.class);

  private static final long LOOK_AGAIN_MILLIS = 30_000;

  private record Sent(Catalog.Entry entry, Registration registration) {

    /**
     * Whether the other tells of the same. A change goes with no other: what was declared later
     * must not count from an instant before it was seen.
     */
    boolean sameAs(Sent other) {
      return registration.owner().equals(other.registration.owner())
          && registration.generation() == other.registration.generation();
    }
  }

  /** What the ledger had when it was told of something else. */
  private record Known(Sent told, Registration.Change change) {}

  private final PartitionTerm partition;
  private final TermContext context;
  private final Claims claims;
  private final Set<OwnerKey> waiting = new LinkedHashSet<>();
  private final Set<Owner> toForget = new LinkedHashSet<>();
  private final SetAside<OwnerKey> faulty = new SetAside<>();
  private final SetAside<Owner> notForgotten = new SetAside<>();
  private final Map<OwnerKey, Known> changes = new HashMap<>();

  /** Owners that failures suspended: a person may resume them, and the hint of it be lost. */
  private final Set<OwnerKey> suspended = new LinkedHashSet<>();

  private long lookAgainAt = ArmedAction.NEVER;
  private boolean registering;

  Registrations(PartitionTerm partition, TermContext context, Claims claims) {
    this.partition = partition;
    this.context = context;
    this.claims = claims;
  }

  void add(OwnerKey key) {
    waiting.add(key);
  }

  /** All of the catalog's that belong to this partition. */
  void addAll() {
    context.catalog().entries().stream()
        .filter(entry -> !(entry instanceof Catalog.Message))
        .map(entry -> entry.owner().key())
        .filter(key -> key.partition().equals(partition.partition()))
        .forEach(waiting::add);
    context.catalog().departed().stream()
        .filter(gone -> gone.message() == null)
        .map(Catalog.Departed::owner)
        .filter(owner -> owner.key().partition().equals(partition.partition()))
        .forEach(toForget::add);
  }

  /** The owner was seen deleted. */
  void forget(Owner owner) {
    disarm(owner.key());
    toForget.add(owner);
  }

  boolean idle() {
    return waiting.isEmpty() && toForget.isEmpty();
  }

  /** Whether the ledger knows of all, as far as it answers. */
  boolean told() {
    return waiting.isEmpty() && !registering;
  }

  void send() {
    long now = context.clock().millis();
    waiting.addAll(faulty.takeDue(now));
    toForget.addAll(notForgotten.takeDue(now));
    if (lookAgainAt <= now) {
      lookAgainAt = ArmedAction.NEVER;
      waiting.addAll(suspended);
      suspended.clear();
    }
    if (idle() || registering || !partition.ready()) {
      return;
    }
    for (Owner owner : List.copyOf(toForget)) {
      toForget.remove(owner);
      partition.ask(
          context
              .ports()
              .ledger()
              .forget(partition.partition(), context.token(), owner.key(), owner.uid()),
          done -> context.catalog().settled(owner),
          failure -> {
            if (failure == PartitionTerm.Failure.FAULT) {
              notForgotten.add(owner, now);
            } else {
              toForget.add(owner);
            }
          });
    }
    List<Sent> batch = nextBatch();
    if (batch.isEmpty()) {
      return;
    }
    registering = true;
    partition.ask(
        context
            .ports()
            .ledger()
            .register(
                partition.partition(),
                context.token(),
                batch.stream().map(Sent::registration).toList()),
        results -> {
          registering = false;
          for (int i = 0; i < batch.size(); i++) {
            answered(batch.get(i), results.get(i));
          }
          context.listener().armed(partition.partition(), partition.armed().size());
        },
        failure -> {
          registering = false;
          if (failure == PartitionTerm.Failure.FAULT && batch.size() == 1) {
            faulty.add(batch.get(0).entry.owner().key(), now);
          } else {
            batch.forEach(sent -> waiting.add(sent.entry.owner().key()));
          }
        });
  }

  private List<Sent> nextBatch() {
    List<Sent> batch = new ArrayList<>();
    Iterator<OwnerKey> keys = waiting.iterator();
    while (keys.hasNext() && batch.size() < partition.faults().batch()) {
      OwnerKey key = keys.next();
      keys.remove();
      @Nullable Known known = changes.remove(key);
      context
          .catalog()
          .find(key)
          .filter(entry -> !(entry instanceof Catalog.Message))
          .ifPresent(entry -> batch.add(toSend(entry, known)));
    }
    return batch;
  }

  private Sent toSend(Catalog.Entry entry, @Nullable Known known) {
    Registration registration =
        entry instanceof Catalog.Action action
            ? action.definition().registration()
            : ((Catalog.Invalid) entry).registration();
    Sent sent =
        new Sent(entry, remembered(entry).map(registration::withRemembered).orElse(registration));
    return known == null || !known.told.sameAs(sent)
        ? sent
        : new Sent(entry, sent.registration.withChange(known.change));
  }

  private Optional<Registration.Remembered> remembered(Catalog.Entry entry) {
    ArmedAction armed = partition.armed().get(entry.owner().key());
    boolean same = armed != null && armed.definition().owner().equals(entry.owner());
    return Remembrance.of(
        entry instanceof Catalog.Action action ? action.definition() : null,
        same ? armed : null,
        context.ports().lastShown().of(entry.owner()).orElse(null),
        context.clock().now(),
        context.settings().lease());
  }

  private void answered(Sent sent, RegisterResult result) {
    OwnerKey key = sent.entry.owner().key();
    if (result instanceof Registered registered) {
      if (registered.created() && sent.registration.remembered() != null) {
        context.losses().lost(key);
      }
      arm(sent.entry, registered);
    } else if (result instanceof Different different) {
      changes.put(key, new Known(sent, changeFrom(sent.entry.owner(), different)));
      waiting.add(key);
    } else if (result instanceof OutOfDate outOfDate) {
      LogFields.about(
          key,
          () ->
              LOG.info(
                  "{}: the ledger has seen generation {}, this replica only {}; waiting for the newer one",
                  key,
                  outOfDate.generation(),
                  sent.registration.generation()));
    }
  }

  private void arm(Catalog.Entry entry, Registered registered) {
    OwnerKey key = entry.owner().key();
    disarm(key);
    if (!(entry instanceof Catalog.Action action)) {
      return;
    }
    ActionDefinition definition = action.definition();
    ArmedAction armed = new ArmedAction(definition, registered);
    partition.armed().put(key, armed);
    if (registered.suspendedByFailures()) {
      suspended.add(key);
      lookAgainAt = Math.min(lookAgainAt, context.clock().millis() + LOOK_AGAIN_MILLIS);
    }
    if (!definition.template().exclusive()) {
      context.instances().want();
    }
    context.due().schedule(armed, armed.nextDue());
    String trigger = definition.trigger();
    if (trigger != null && !registered.created() && !trigger.equals(registered.handledTrigger())) {
      claims.addTrigger(definition, trigger, armed.waitUntil());
    }
  }

  private void disarm(OwnerKey key) {
    suspended.remove(key);
    ArmedAction old = partition.armed().remove(key);
    if (old != null) {
      context.due().schedule(old, ArmedAction.NEVER);
    }
  }

  private static Registration.Change changeFrom(Owner owner, Different known) {
    Instant at = known.now();
    PassedRange passed = known.uid().equals(owner.uid()) ? passedOver(owner, known, at) : null;
    return new Registration.Change(known.uid(), known.schedule(), known.cursor(), at, passed);
  }

  private static @Nullable PassedRange passedOver(Owner owner, Different known, Instant at) {
    try {
      return ScheduleText.parse(known.schedule()).passedOver(known.cursor(), at).orElse(null);
    } catch (IllegalArgumentException e) {
      LogFields.about(
          owner.key(),
          () ->
              LOG.warn(
                  "{}: its former schedule \"{}\" cannot be read by this release; the ticks between {} and {} are not recorded",
                  owner.key(),
                  known.schedule(),
                  known.cursor(),
                  at,
                  e));
      return null;
    }
  }
}
