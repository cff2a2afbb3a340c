package io.jararaca.worker.publish;

import io.jararaca.core.ledger.LedgerReader;
import io.jararaca.core.ledger.SubmitResult;
import io.jararaca.core.publish.Kept;
import io.jararaca.core.run.RunState;
import io.jararaca.worker.Receipt;
import java.util.concurrent.CompletableFuture;

/** What the ledger's answers mean to a publisher. */
public final class Receipts {

  private Receipts() {}

  public static CompletableFuture<Receipt> of(
      CompletableFuture<Kept> answer, MessageDraft draft, LedgerReader reader) {
    return answer.thenCompose(kept -> receipt(kept, draft, reader));
  }

  private static CompletableFuture<Receipt> receipt(
      Kept kept, MessageDraft draft, LedgerReader reader) {
    String entryKey = draft.entryKey();
    if (kept.result() instanceof SubmitResult.Duplicate duplicate) {
      return done(new Receipt(duplicate.of().toString(), true, duplicate.changed()));
    } else if (entryKey != null
        && kept.result() instanceof SubmitResult.AlreadySubmitted repeated
        && repeated.state() == RunState.DUPLICATE) {
      // The answer to the first try was lost, and with it who holds the key.
      return reader
          .holder(entryKey)
          .thenApply(holder -> new Receipt(holder.orElse(kept.run()).toString(), true, false));
    }
    return done(new Receipt(kept.run().toString(), false, false));
  }

  private static CompletableFuture<Receipt> done(Receipt receipt) {
    return CompletableFuture.completedFuture(receipt);
  }
}
