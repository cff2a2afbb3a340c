package io.jararaca.core.leadership;

import io.jararaca.core.ledger.FencingToken;
import org.jspecify.annotations.Nullable;

/** For a beat that has no rivals, its ledger being in its own memory: it always leads. */
public final class SoleLeadership implements Leadership {

  private static final String HOLDER = "sole";

  private @Nullable Listener listener;
  private long token;

  @Override
  public synchronized void stand(Listener standing) {
    listener = standing;
    token++;
    standing.elected(new FencingToken(token, HOLDER));
  }

  @Override
  public synchronized void fenced(FencingToken refused) {
    Listener standing = listener;
    if (standing != null && refused.value() == token) {
      standing.revoked();
      stand(standing);
    }
  }

  @Override
  public synchronized void close() {
    if (listener != null) {
      listener.revoked();
      listener = null;
    }
  }
}
