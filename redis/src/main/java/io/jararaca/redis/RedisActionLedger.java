package io.jararaca.redis;

import io.jararaca.core.ledger.ActionLedger;
import io.jararaca.core.ledger.Registration;
import io.jararaca.core.run.Owner;
import io.jararaca.core.run.OwnerKey;
import java.util.concurrent.CompletableFuture;

/** What people say of actions, as calls of functions. */
final class RedisActionLedger implements ActionLedger {

  private final RedisCalls redis;
  private final PartitionKeys keys;

  RedisActionLedger(RedisCalls redis, PartitionKeys keys) {
    this.redis = redis;
    this.keys = keys;
  }

  @Override
  public CompletableFuture<Boolean> forget(Owner owner) {
    FunctionArguments arguments =
        new FunctionArguments().add(owner.key().toString()).add(owner.uid());
    return redis
        .call("drop", keys.of(owner.key().partition()), arguments)
        .thenApply(reply -> reply.flag(0));
  }

  @Override
  public CompletableFuture<Boolean> resume(OwnerKey owner, Registration.Change change) {
    FunctionArguments arguments = new FunctionArguments().add(owner.toString());
    RegistrationWire.write(change, arguments);
    return redis
        .call("resume", keys.of(owner.partition()), arguments)
        .thenApply(reply -> reply.flag(0));
  }
}
