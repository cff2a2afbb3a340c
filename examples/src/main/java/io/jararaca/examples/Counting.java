package io.jararaca.examples;

import io.jararaca.worker.MessageHandler;

/** Work that takes no time, for measuring all around it. */
public final class Counting {

  @MessageHandler("count")
  public void count() {}
}
