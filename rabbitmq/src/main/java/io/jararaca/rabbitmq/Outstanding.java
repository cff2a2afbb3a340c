package io.jararaca.rabbitmq;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A letter that awaits its confirm. */
final class Outstanding {

  private final Letter letter;
  private final CompletableFuture<Void> confirmed;

  /** Whether its queue was made, and this is its second and last way. */
  private final boolean again;

  /** Set and read by the connection's thread: a return comes before its confirm. */
  private @Nullable String returned;

  Outstanding(Letter letter, CompletableFuture<Void> confirmed) {
    this(letter, confirmed, false);
  }

  private Outstanding(Letter letter, CompletableFuture<Void> confirmed, boolean again) {
    this.letter = letter;
    this.confirmed = confirmed;
    this.again = again;
  }

  Outstanding onceMore() {
    return new Outstanding(letter, confirmed, true);
  }

  Letter letter() {
    return letter;
  }

  boolean again() {
    return again;
  }

  void markReturned(String reply) {
    returned = reply;
  }

  @Nullable String returned() {
    return returned;
  }

  void confirm() {
    confirmed.complete(null);
  }

  void fail(RuntimeException reason) {
    confirmed.completeExceptionally(reason);
  }
}
