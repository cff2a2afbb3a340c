package io.jararaca.examples;

import io.jararaca.worker.MessageHandler;
import io.jararaca.worker.Run;
import java.io.IOException;

/** Work that goes well at the third attempt: see retry.yaml. */
public final class FlakyImport {

  private static final int GOES_WELL_AT = 3;

  @MessageHandler("flaky-import")
  public void importPrices(Run run) throws IOException {
    if (run.attempt() < GOES_WELL_AT) {
      throw new IOException("the price server hung up, attempt " + run.attempt());
    }
  }
}
