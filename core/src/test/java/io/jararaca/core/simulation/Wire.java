package io.jararaca.core.simulation;

import io.jararaca.core.run.Partition;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One process's connection to the ledger or to the broker. A call leaves, takes effect and is
 * answered at three instants, in the order of the calls; between any two of them faults strike.
 */
final class Wire {

  private static final long MILLI = 1_000_000;

  /** After that long a caller takes a call for lost. */
  private static final long TIMEOUT = 1500 * MILLI;

  private final Simulation world;
  private final Actor owner;
  private final Function<String, RuntimeException> down;
  private long cutUntil;
  private long lastEffect;
  private long lastAnswer;

  /**
   * @param down what a caller hears of a server that does not answer
   */
  Wire(Simulation world, Actor owner, Function<String, RuntimeException> down) {
    this.world = world;
    this.owner = owner;
    this.down = down;
  }

  void cutUntil(long nanos) {
    cutUntil = Math.max(cutUntil, nanos);
  }

  boolean cut() {
    return cutUntil > world.timeline().now();
  }

  void heal() {
    cutUntil = 0;
  }

  /**
   * @param effect does it at the server, and gives an answer that is there already
   */
  <T> CompletableFuture<T> call(
      Step step,
      @Nullable Partition partition,
      Supplier<String> what,
      Supplier<CompletableFuture<T>> effect) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    if (!owner.alive()) {
      return answer;
    }
    if (partition != null && !world.holds(partition)) {
      return cut() ? CompletableFuture.failedFuture(down.apply("cut off")) : effect.get();
    }
    Fault fault = world.faults().strike(step, owner, partition);
    if (cut()) {
      world.trace(owner, () -> step + " " + what.get() + " ✗ cut off");
      fail(answer, world.chance().nanos(MILLI, 300 * MILLI));
      return answer;
    }
    if (fault == Fault.LOSE_CALL || fault == Fault.STOP_BEFORE) {
      world.trace(owner, () -> step + " " + what.get() + " ✗ never arrives");
      fail(answer, world.chance().nanos(MILLI, TIMEOUT));
      return answer;
    }
    if (fault == Fault.REFUSE) {
      world.trace(owner, () -> step + " " + what.get() + " ✗ refused");
      world
          .timeline()
          .at(
              after(MILLI),
              owner,
              () ->
                  answer.completeExceptionally(
                      new io.jararaca.core.broker.PublishRefusedException("refused by a fault")));
      return answer;
    }
    send(step, what, effect, answer, fault);
    return answer;
  }

  private <T> void send(
      Step step,
      Supplier<String> what,
      Supplier<CompletableFuture<T>> effect,
      CompletableFuture<T> answer,
      @Nullable Fault fault) {
    Chance chance = world.chance();
    long now = world.timeline().now();
    if (fault == Fault.DELAY_CALL) {
      fail(answer, TIMEOUT);
      take(step, what, effect, now + chance.nanos(TIMEOUT, 12_000 * MILLI), null);
      return;
    }
    long effectAt = Math.max(lastEffect, now + chance.latency());
    lastEffect = effectAt;
    if (fault == Fault.DUPLICATE) {
      long again = effectAt + chance.nanos(MILLI, 4_000 * MILLI);
      boolean firstAnswers = chance.percent(50) || again > now + TIMEOUT;
      take(step, what, effect, effectAt, firstAnswers ? answer : null);
      take(step, what, effect, again, firstAnswers ? null : answer);
    } else if (fault == Fault.LOSE_ANSWER) {
      fail(answer, chance.nanos(300 * MILLI, TIMEOUT));
      take(step, what, effect, effectAt, null);
    } else {
      if (fault == Fault.DELAY_ANSWER) {
        lastAnswer = effectAt + chance.nanos(20 * MILLI, TIMEOUT);
        long late = lastAnswer;
        world
            .timeline()
            .at(
                now + TIMEOUT,
                owner,
                () -> {
                  if (late > now + TIMEOUT) {
                    answer.completeExceptionally(down.apply("no answer in time"));
                  }
                });
      }
      take(step, what, effect, effectAt, answer);
    }
  }

  private <T> void take(
      Step step,
      Supplier<String> what,
      Supplier<CompletableFuture<T>> effect,
      long at,
      @Nullable CompletableFuture<T> answer) {
    world
        .timeline()
        .at(
            at,
            null,
            () -> {
              CompletableFuture<T> done = effect.get();
              world.trace(owner, () -> step + " " + what.get() + " → " + said(done));
              if (answer != null) {
                lastAnswer = Math.max(lastAnswer, after(world.chance().latency()));
                world.timeline().at(lastAnswer, owner, () -> pass(done, answer));
              }
            });
  }

  private static <T> void pass(CompletableFuture<T> from, CompletableFuture<T> to) {
    from.whenComplete(
        (value, failure) -> {
          if (failure == null) {
            to.complete(value);
          } else {
            to.completeExceptionally(failure);
          }
        });
  }

  private void fail(CompletableFuture<?> answer, long wait) {
    world
        .timeline()
        .at(after(wait), owner, () -> answer.completeExceptionally(down.apply("no answer")));
  }

  private long after(long wait) {
    return world.timeline().now() + wait;
  }

  private static String said(CompletableFuture<?> done) {
    return done.handle((value, failure) -> failure == null ? Brief.of(value) : failure.toString())
        .join();
  }
}
