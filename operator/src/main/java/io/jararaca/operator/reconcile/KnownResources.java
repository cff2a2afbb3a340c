package io.jararaca.operator.reconcile;

import io.jararaca.core.run.OwnerKey;
import io.jararaca.operator.resource.WatchedAction;
import io.jararaca.operator.resource.WatchedMessage;
import java.util.Optional;
import java.util.stream.Stream;

/** The resources of the scope as this process knows them now. */
public interface KnownResources {

  Optional<WatchedAction> action(OwnerKey key);

  Optional<WatchedMessage> message(OwnerKey key);

  /** The keys of all of them. */
  Stream<OwnerKey> keys();
}
