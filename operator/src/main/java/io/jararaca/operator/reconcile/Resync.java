package io.jararaca.operator.reconcile;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.jararaca.core.beat.Catalog;
import io.jararaca.core.run.Owner;
import io.jararaca.core.run.OwnerKey;
import io.jararaca.operator.settings.WatchScope;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares now and then what the watches know with what the API server has: a watch may go deaf
 * without an error, as when a connection dies that nobody closes. What differs in two looks with a
 * pause between was not on its way: then the watches are begun anew.
 */
public final class Resync {

  private static final Logger log = LoggerFactory.getLogger(Resync.class);
  private static final Duration PAUSE = Duration.ofSeconds(5);
  private static final long ANSWER_SECONDS = 60;

  private final DeclaredOwners declared;
  private final KnownResources known;
  private final ListedTakeover catalog;
  private final Runnable beginAnew;
  private final Duration every;
  private final Duration pause;

  /**
   * @param client for single requests
   * @param every from one comparison to the next
   * @param beginAnew drops the watches and begins new ones, which see all there is
   */
  public Resync(
      KubernetesClient client,
      WatchScope scope,
      Catalog catalog,
      KnownResources known,
      Duration every,
      Runnable beginAnew) {
    this(new MetadataList(client, scope), catalog, known, every, PAUSE, beginAnew);
  }

  Resync(
      DeclaredOwners declared,
      Catalog catalog,
      KnownResources known,
      Duration every,
      Duration pause,
      Runnable beginAnew) {
    this.declared = declared;
    this.known = known;
    this.catalog = new ListedTakeover(declared, catalog);
    this.every = every;
    this.pause = pause.compareTo(every) < 0 ? pause : every;
    this.beginAnew = beginAnew;
  }

  /** Compares until the thread is interrupted. */
  public void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        Thread.sleep(every.toMillis());
        compareAndHeal();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void compareAndHeal() throws InterruptedException {
    try {
      Set<Difference> first = differences();
      if (first.isEmpty()) {
        return;
      }
      Thread.sleep(pause.toMillis());
      Set<Difference> second = differences();
      second.retainAll(first);
      if (!second.isEmpty()) {
        log.warn(
            "the watches did not tell of {} resources, {} among them: beginning them anew",
            second.size(),
            second.iterator().next().key());
        beginAnew.run();
        // New watches tell of what is there, not of what went while nobody heard.
        catalog.catchUp().get(ANSWER_SECONDS, TimeUnit.SECONDS);
      }
    } catch (ExecutionException | TimeoutException e) {
      log.debug("the API server does not answer, so nothing is compared", e);
    } catch (RuntimeException e) {
      log.error("the comparison with the API server failed, going on", e);
    }
  }

  /**
   * Something that is not known as it is.
   *
   * @param uid with the API server; empty: it is no more
   */
  private record Difference(OwnerKey key, String uid, long generation) {}

  private Set<Difference> differences()
      throws InterruptedException, ExecutionException, TimeoutException {
    Map<Owner, Long> listed = declared.list().get(ANSWER_SECONDS, TimeUnit.SECONDS);
    Map<OwnerKey, Owner> byKey = new HashMap<>();
    listed.keySet().forEach(owner -> byKey.put(owner.key(), owner));
    Set<Difference> differences =
        listed.entrySet().stream()
            .filter(entry -> !knows(entry.getKey(), entry.getValue()))
            .map(
                entry ->
                    new Difference(entry.getKey().key(), entry.getKey().uid(), entry.getValue()))
            .collect(Collectors.toSet());
    known
        .keys()
        .filter(key -> !byKey.containsKey(key))
        .forEach(key -> differences.add(new Difference(key, "", 0)));
    return differences;
  }

  private boolean knows(Owner owner, long generation) {
    Optional<? extends HasMetadata> resource =
        owner.key().kind().equals(OwnerKey.SCHEDULED_ACTION)
            ? known.action(owner.key())
            : known.message(owner.key());
    return resource
        .map(HasMetadata::getMetadata)
        .filter(meta -> meta.getUid().equals(owner.uid()) && generationOf(meta) >= generation)
        .isPresent();
  }

  private static long generationOf(ObjectMeta meta) {
    return meta.getGeneration() == null ? 0 : meta.getGeneration();
  }
}
