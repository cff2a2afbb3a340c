package io.jararaca.rabbitmq;

import com.rabbitmq.client.Channel;

/** One consumer on a channel, and what it brought that is not settled. The loop's. */
final class Intake {

  private final Channel channel;
  private final String tag;

  /** Its prefetch. */
  private final int granted;

  private int held;

  /** False: the broker sends it nothing more. */
  private boolean live = true;

  Intake(Channel channel, String tag, int granted) {
    this.channel = channel;
    this.tag = tag;
    this.granted = granted;
  }

  Channel channel() {
    return channel;
  }

  String tag() {
    return tag;
  }

  boolean live() {
    return live;
  }

  void end() {
    live = false;
  }

  void hold() {
    held++;
  }

  void release() {
    held--;
  }

  int held() {
    return held;
  }

  /** Deliveries that it holds or may still bring. */
  int taken() {
    return live ? granted : held;
  }
}
