package io.jararaca.operator.lease;

import io.jararaca.core.leadership.Leadership;
import io.jararaca.core.ledger.FencingToken;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Hears what becomes of a candidate. */
final class RecordingListener implements Leadership.Listener {

  final List<String> heard = new CopyOnWriteArrayList<>();
  volatile @Nullable FencingToken token;

  @Override
  public void elected(FencingToken elected) {
    token = elected;
    heard.add("elected " + elected.value());
  }

  @Override
  public void revoked() {
    token = null;
    heard.add("revoked");
  }
}
