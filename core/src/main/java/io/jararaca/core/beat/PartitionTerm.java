package io.jararaca.core.beat;

import io.jararaca.core.ledger.FencedException;
import io.jararaca.core.ledger.LedgerUnavailableException;
import io.jararaca.core.ledger.Raised;
import io.jararaca.core.run.OwnerKey;
import io.jararaca.core.run.Partition;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One partition during one term: raised, its owners registered, then claimed from and swept. A
 * partition that did not answer, or that does not know our token any more, is raised again and told
 * all anew; one that has a higher token ends the term.
 */
final class PartitionTerm {

  private static final Logger LOG = LoggerFactory.getLogger(PartitionTerm.class);

  /** Why there is no answer. */
  enum Failure {
    /** The ledger cannot be reached, or does not know our token. */
    AWAY,
    /** It has an error of its own: asking the same again does not help. */
    FAULT
  }

  private final Partition partition;
  private final TermContext context;
  private final BackOff backOff;
  private final Map<OwnerKey, ArmedAction> armed = new HashMap<>();
  private final Registrations registrations;
  private final Claims claims;
  private final Sweeps sweeps;
  private final Messages messages;
  private final UndeclaredMessages undeclared;
  private final UnseenDeletions unseenDeletions;
  private final PartitionFaults faults;

  private boolean raised;
  private boolean raising;

  PartitionTerm(Partition partition, TermContext context) {
    this.partition = partition;
    this.context = context;
    this.backOff = new BackOff(context.nanoTime());
    this.claims = new Claims(this, context);
    this.registrations = new Registrations(this, context, claims);
    this.sweeps = new Sweeps(this, context);
    this.messages = new Messages(this, context);
    this.undeclared = new UndeclaredMessages(this, context);
    this.unseenDeletions = new UnseenDeletions(this, context);
    this.faults = new PartitionFaults(partition, context);
  }

  Partition partition() {
    return partition;
  }

  Map<OwnerKey, ArmedAction> armed() {
    return armed;
  }

  Registrations registrations() {
    return registrations;
  }

  Claims claims() {
    return claims;
  }

  Sweeps sweeps() {
    return sweeps;
  }

  Messages messages() {
    return messages;
  }

  UndeclaredMessages undeclared() {
    return undeclared;
  }

  UnseenDeletions unseenDeletions() {
    return unseenDeletions;
  }

  PartitionFaults faults() {
    return faults;
  }

  boolean raised() {
    return raised;
  }

  /** Whether calls may be made now: raised, and not waiting after a failure. */
  boolean ready() {
    return raised && backOff.ready();
  }

  BackOff backOff() {
    return backOff;
  }

  /** Begins to raise the partition, where that is to be done. */
  void raise() {
    if (raised || raising || !backOff.ready()) {
      return;
    }
    raising = true;
    ask(
        context.ports().ledger().raise(partition, context.token(), context.settings().timings()),
        this::raised,
        failure -> raising = false);
  }

  private void raised(Raised answer) {
    raising = false;
    raised = true;
    context.clock().observe(answer.now());
    sweeps.at(answer.now().toEpochMilli());
    registrations.addAll();
    messages.addAll();
    unseenDeletions.begin();
  }

  /**
   * Deals with an answer of the ledger on the beat's thread.
   *
   * @param otherwise called when there is no answer; the partition then waits a while
   */
  <T> void ask(CompletableFuture<T> answer, Consumer<T> then, Consumer<Failure> otherwise) {
    answer.whenComplete(
        (value, failure) ->
            context
                .beat()
                .execute(
                    () -> {
                      if (failure == null) {
                        backOff.succeeded();
                        then.accept(value);
                      } else {
                        Throwable cause = cause(failure);
                        otherwise.accept(kind(cause));
                        failed(cause);
                      }
                    }));
  }

  private static Failure kind(Throwable failure) {
    return failure instanceof FencedException || failure instanceof LedgerUnavailableException
        ? Failure.AWAY
        : Failure.FAULT;
  }

  private void failed(Throwable failure) {
    if (kind(failure) == Failure.FAULT) {
      faults.met(String.valueOf(failure.getMessage()));
      LOG.debug("{}: the ledger's own error", partition, failure);
      backOff.failed();
    } else if (!(failure instanceof FencedException)) {
      LOG.debug("{}: the ledger does not answer", partition, failure);
      // Whoever answers next may be another server, which has not all that the last one was told.
      raised = false;
      backOff.failed();
    } else if (raised) {
      // Either another leads, or the partition lost its state: raising it again tells.
      LOG.debug("{}: refuses our fencing token: {}", partition, failure.getMessage());
      raised = false;
    } else {
      context.ports().leadership().fenced(context.token());
      backOff.failed();
    }
  }

  static Throwable cause(Throwable failure) {
    @Nullable Throwable cause = failure.getCause();
    return failure instanceof CompletionException && cause != null ? cause : failure;
  }
}
