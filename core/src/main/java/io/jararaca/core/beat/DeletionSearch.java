package io.jararaca.core.beat;

import io.jararaca.core.run.Owner;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks in all partitions for {@link UnseenDeletions}, and asks one question for all that may be
 * gone: the answer costs a list of everything that is declared.
 */
final class DeletionSearch {

  private static final Logger LOG = LoggerFactory.getLogger(DeletionSearch.class);

  /**
   * Partitions that list their owners at once: of a hundred thousand owners one holds 1,600, which
   * take Redis some 15 ms. So nobody else waits for more than that.
   */
  private static final int LISTS_AT_ONCE = 1;

  private final TermContext context;
  private final List<UnseenDeletions> partitions;
  private final BackOff backOff;
  private boolean asking;

  DeletionSearch(TermContext context, List<UnseenDeletions> partitions) {
    this.context = context;
    this.partitions = partitions;
    this.backOff = new BackOff(context.nanoTime());
  }

  void look() {
    read();
    if (asking || !backOff.ready() || partitions.stream().anyMatch(UnseenDeletions::reads)) {
      return;
    }
    Set<Owner> undeclared = new HashSet<>();
    partitions.forEach(each -> undeclared.addAll(each.undeclared()));
    if (!undeclared.isEmpty()) {
      ask(undeclared);
    }
  }

  private void read() {
    long now = context.clock().millis();
    long listing = partitions.stream().filter(UnseenDeletions::lists).count();
    for (UnseenDeletions partition : partitions) {
      if (partition.wantsList()) {
        if (listing == LISTS_AT_ONCE) {
          continue;
        }
        listing++;
      }
      partition.send(now);
    }
  }

  private void ask(Set<Owner> undeclared) {
    asking = true;
    context
        .ports()
        .takeover()
        .missing(undeclared)
        .whenComplete(
            (missing, failure) ->
                context.beat().execute(() -> answered(undeclared, missing, failure)));
  }

  private void answered(
      Set<Owner> undeclared, @Nullable Set<Owner> missing, @Nullable Throwable failure) {
    asking = false;
    if (missing != null) {
      backOff.succeeded();
      partitions.forEach(each -> each.answered(undeclared, missing));
    } else {
      LOG.warn(
          "Whether {} owners still exist is not known; asking again: {}",
          undeclared.size(),
          failure == null ? "no answer" : failure.getMessage());
      backOff.failed();
    }
  }
}
