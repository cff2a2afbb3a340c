package io.jararaca.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.jararaca.core.ledger.Claim;
import io.jararaca.core.ledger.FencingToken;
import io.jararaca.core.ledger.LeaderLedger;
import io.jararaca.core.ledger.LeaseRef;
import io.jararaca.core.ledger.Ledger;
import io.jararaca.core.ledger.LedgerTimings;
import io.jararaca.core.ledger.OnDuplicate;
import io.jararaca.core.ledger.Outcome;
import io.jararaca.core.ledger.OwnerPolicy;
import io.jararaca.core.ledger.RegisterResult;
import io.jararaca.core.ledger.Registration;
import io.jararaca.core.ledger.RunRev;
import io.jararaca.core.ledger.StartRequest;
import io.jararaca.core.ledger.Submission;
import io.jararaca.core.ledger.SweepRequest;
import io.jararaca.core.run.Owner;
import io.jararaca.core.run.OwnerKey;
import io.jararaca.core.run.Partition;
import io.jararaca.core.run.RunSpec;
import io.jararaca.core.run.RunSpecBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What each call costs Redis, by its own account (commandstats), with its data on disk each second
 * as is recommended. Run it by hand; docs/performance.md says how. On a busy machine the least
 * figures are the ledger's, the others its neighbours'.
 */
public final class LedgerCost {

  private static final int OWNERS = 10_000;
  private static final int BATCH = 100;
  private static final FencingToken LEADER = new FencingToken(1, "beat");
  private static final Duration LEASE = Duration.ofSeconds(30);
  private static final byte[] BODY = ("{\"text\":\"" + "x".repeat(189) + "\"}").getBytes(UTF_8);

  private final Commands redis;
  private final Ledger ledger;
  private final Partition partition = new Partition(17);
  private final List<Owner> owners = new ArrayList<>();

  private LedgerCost(Commands redis, Ledger ledger) {
    this.redis = redis;
    this.ledger = ledger;
  }

  public static void main(String[] args) {
    try (RedisServer server =
            RedisServer.start("--appendonly", "yes", "--appendfsync", "everysec");
        RedisBackend backend = server.connect();
        Commands redis = new Commands(server)) {
      new LedgerCost(redis, backend.ledger()).measure();
    }
  }

  private void measure() {
    get(ledger.raise(partition, LEADER, LedgerTimings.DEFAULT));
    List<RegisterResult.Registered> registered = register();
    cost("list", OWNERS, List.of(() -> ledger.owners(partition), () -> ledger.owners(partition)));
    long before = memory();
    List<RunSpec> runs = claim(registered);
    System.out.printf("memory of a run with a slot: %d bytes%n", (memory() - before) / OWNERS);
    cost("COMMIT", BATCH, batches(runs, this::commit));
    List<LeaseRef> leases = start(runs);
    cost("HEARTBEAT", BATCH, batches(leases, this::heartbeat));
    cost("COMPLETE", 50, groups(leases, this::complete));
    messages();
    cost("idle SWEEP", 50, groups(runs, run -> this.sweep()));
  }

  private List<RegisterResult.Registered> register() {
    for (int i = 0; owners.size() < OWNERS; i++) {
      OwnerKey key = OwnerKey.scheduledAction("default", "report-" + i);
      if (key.partition().equals(partition)) {
        owners.add(new Owner(key, UUID.randomUUID().toString()));
      }
    }
    OwnerPolicy policy = new OwnerPolicy(1, false, 10, null, null);
    List<RegisterResult.Registered> results = new ArrayList<>();
    for (List<Owner> batch : parts(owners, BATCH)) {
      List<Registration> registrations =
          batch.stream()
              .map(owner -> new Registration(owner, 1, "v1 0 * * * * UTC", policy, null, null))
              .toList();
      get(ledger.register(partition, LEADER, registrations))
          .forEach(result -> results.add((RegisterResult.Registered) result));
    }
    return results;
  }

  private List<RunSpec> claim(List<RegisterResult.Registered> registered) {
    List<RunSpec> runs = new ArrayList<>();
    List<Claim> claims = new ArrayList<>();
    for (int i = 0; i < OWNERS; i++) {
      Instant cursor = registered.get(i).cursor();
      RunSpec run = RunSpecBuilder.tick(owners.get(i), cursor.plusSeconds(1)).build();
      runs.add(run);
      claims.add(
          new Claim.Tick(
              owners.get(i),
              registered.get(i).effectiveFrom(),
              cursor,
              List.of(),
              run.plannedAt(),
              run,
              BODY,
              List.of()));
    }
    cost("CLAIM", BATCH, batches(claims, batch -> ledger.claim(partition, LEADER, batch)));
    return runs;
  }

  private CompletableFuture<?> commit(List<RunSpec> runs) {
    return ledger.commit(partition, runs.stream().map(run -> new RunRev(run.id(), 0)).toList());
  }

  private List<LeaseRef> start(List<RunSpec> runs) {
    cost(
        "START",
        50,
        groups(
            runs,
            run -> ledger.start(new StartRequest(run, 0, "word", "nonce", "worker-a", LEASE))));
    return runs.stream().map(run -> new LeaseRef(run.id(), "1:nonce", "worker-a")).toList();
  }

  private CompletableFuture<?> heartbeat(List<LeaseRef> leases) {
    return ledger.heartbeat(partition, leases, LEASE);
  }

  private CompletableFuture<?> complete(LeaseRef lease) {
    return ledger.complete(lease, new Outcome.Succeeded());
  }

  private CompletableFuture<?> sweep() {
    return ledger.sweep(partition, LEADER, new SweepRequest(LeaderLedger.MAX_BATCH, Map.of()));
  }

  private void messages() {
    List<Submission> submissions = new ArrayList<>();
    Instant due = get(ledger.time()).plus(Duration.ofDays(365));
    for (int i = 0; submissions.size() < OWNERS; i++) {
      OwnerKey key = OwnerKey.delayedMessage("default", "mail-" + i);
      if (key.partition().equals(partition)) {
        Owner owner = new Owner(key, UUID.randomUUID().toString());
        RunSpec spec = RunSpecBuilder.message(owner, due.plusMillis(i)).build();
        submissions.add(new Submission(spec, 1, BODY, null, OnDuplicate.IGNORE));
      }
    }
    long before = memory();
    cost("SUBMIT", BATCH, batches(submissions, batch -> ledger.submit(partition, batch)));
    System.out.printf("memory of a waiting message: %d bytes%n", (memory() - before) / OWNERS);
  }

  /** Runs groups of calls, and prints what one item of a group cost: least, median. */
  private void cost(String name, int items, List<Supplier<CompletableFuture<?>>> groups) {
    List<Double> costs = new ArrayList<>();
    for (Supplier<CompletableFuture<?>> group : groups) {
      long before = spent();
      get(group.get());
      costs.add((spent() - before) / (double) items);
    }
    costs.sort(null);
    System.out.printf(
        Locale.ROOT,
        "%-10s least %5.1f  median %5.1f microseconds%n",
        name,
        costs.get(0),
        costs.get(costs.size() / 2));
  }

  private static <T> List<Supplier<CompletableFuture<?>>> batches(
      List<T> items, java.util.function.Function<List<T>, CompletableFuture<?>> call) {
    List<Supplier<CompletableFuture<?>>> calls = new ArrayList<>();
    parts(items, BATCH).forEach(part -> calls.add(() -> call.apply(part)));
    return calls;
  }

  private static <T> List<Supplier<CompletableFuture<?>>> groups(
      List<T> items, java.util.function.Function<T, CompletableFuture<?>> call) {
    List<Supplier<CompletableFuture<?>>> calls = new ArrayList<>();
    parts(items, 50)
        .forEach(
            part ->
                calls.add(
                    () ->
                        CompletableFuture.allOf(
                            part.stream().map(call).toArray(CompletableFuture[]::new))));
    return calls;
  }

  private static <T> List<List<T>> parts(List<T> items, int size) {
    List<List<T>> parts = new ArrayList<>();
    for (int i = 0; i < items.size(); i += size) {
      parts.add(items.subList(i, Math.min(items.size(), i + size)));
    }
    return parts;
  }

  private long spent() {
    return info("commandstats", "cmdstat_fcall:calls=\\d+,usec=(\\d+)");
  }

  private long memory() {
    return info("memory", "used_memory:(\\d+)");
  }

  private long info(String section, String pattern) {
    Matcher found = Pattern.compile(pattern).matcher((String) redis.send("INFO", section).get(0));
    return found.find() ? Long.parseLong(found.group(1)) : 0;
  }

  private static <T> T get(CompletableFuture<T> future) {
    return future.join();
  }
}
