package io.jararaca.core.beat;

import io.jararaca.core.run.Owner;
import java.util.concurrent.CompletableFuture;

/** Knows which declared messages still wait to be told of their end. */
@FunctionalInterface
public interface AwaitedEnds {

  /** Nothing shows the ends of messages. */
  AwaitedEnds NONE = owner -> CompletableFuture.completedFuture(false);

  /**
   * Asked for messages that ended a retention ago, whose records are kept until their ends are
   * shown. Must not block.
   *
   * @return whether the resource is still there, and its status does not show its end; fails: it is
   *     asked again later
   */
  CompletableFuture<Boolean> awaits(Owner message);
}
