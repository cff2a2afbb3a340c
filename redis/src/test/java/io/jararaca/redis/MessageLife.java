package io.jararaca.redis;

import io.jararaca.core.ledger.CompleteResult;
import io.jararaca.core.ledger.FencingToken;
import io.jararaca.core.ledger.LeaseRef;
import io.jararaca.core.ledger.Ledger;
import io.jararaca.core.ledger.LedgerTimings;
import io.jararaca.core.ledger.OnDuplicate;
import io.jararaca.core.ledger.Outcome;
import io.jararaca.core.ledger.Publication;
import io.jararaca.core.ledger.StartRequest;
import io.jararaca.core.ledger.StartResult;
import io.jararaca.core.ledger.Submission;
import io.jararaca.core.ledger.SubmitResult;
import io.jararaca.core.ledger.SweepRequest;
import io.jararaca.core.run.Owner;
import io.jararaca.core.run.OwnerKey;
import io.jararaca.core.run.Partition;
import io.jararaca.core.run.RunSpec;
import io.jararaca.core.run.RunSpecBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A message from its submission to its end, step by step, in a partition that is raised first. */
final class MessageLife {

  private static final FencingToken LEADER = new FencingToken(1, "beat-a");
  private static final Duration LEASE = Duration.ofMinutes(5);
  private static final byte[] BODY = "{\"n\":1}".getBytes(StandardCharsets.UTF_8);

  final Owner owner =
      new Owner(OwnerKey.delayedMessage("shop", "mail"), UUID.randomUUID().toString());
  final Partition partition = owner.key().partition();
  private final Ledger ledger;

  MessageLife(Ledger ledger) {
    this.ledger = ledger;
    get(ledger.raise(partition, LEADER, LedgerTimings.DEFAULT));
  }

  static <T> T get(CompletableFuture<T> future) {
    return future.orTimeout(20, TimeUnit.SECONDS).join();
  }

  RunSpec spec() {
    return RunSpecBuilder.message(owner, get(ledger.time())).build();
  }

  SubmitResult submit() {
    Submission submission = new Submission(spec(), 1, BODY, null, OnDuplicate.IGNORE);
    return get(ledger.submit(partition, List.of(submission))).get(0);
  }

  Publication handedOut() {
    return get(ledger.sweep(partition, LEADER, new SweepRequest(10, Map.of()))).toPublish().get(0);
  }

  LeaseRef started(Publication publication) {
    get(ledger.commit(partition, List.of(publication.runRev())));
    StartRequest request = StartRequest.of(publication, "nonce", "worker-a", LEASE);
    LeaseRef lease = ((StartResult.Started) get(ledger.start(request))).lease();
    get(ledger.heartbeat(partition, List.of(lease), LEASE));
    return lease;
  }

  CompleteResult succeeded(LeaseRef lease) {
    return get(ledger.complete(lease, new Outcome.Succeeded()));
  }

  /** All of it. */
  CompleteResult live() {
    submit();
    return succeeded(started(handedOut()));
  }
}
