package io.jararaca.peers;

/** A scheduler that runs in this process, its handlers included. */
interface Peer extends AutoCloseable {

  /** As its makers number it. */
  String version();

  /**
   * Has it start each piece at the burst's instant; every handler first tells {@code starts}.
   *
   * @throws Exception it does not take them
   */
  void arm(Burst burst, Starts starts) throws Exception;
}
