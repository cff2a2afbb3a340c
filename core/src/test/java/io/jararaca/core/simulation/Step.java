package io.jararaca.core.simulation;

/** Where a fault may strike: each call over a port, and each message of the broker. */
public enum Step {
  RAISE,
  REGISTER,
  CLAIM,
  COMMIT,
  SWEEP,
  FORGET,
  SUBMIT,
  CANCEL,
  READ,
  PUBLISH,
  DELIVER,
  START,
  HEARTBEAT,
  COMPLETE,
  RELEASE,
  ACKNOWLEDGE,
  ANNOUNCE,
  LIVE,
  INSPECT;

  /** Whether only a beat takes it. */
  boolean ofBeat() {
    return compareTo(PUBLISH) <= 0 || this == LIVE || this == INSPECT;
  }

  boolean ofBroker() {
    return this == PUBLISH || this == DELIVER || this == ACKNOWLEDGE;
  }

  /** Whether it concerns one partition of the ledger. */
  boolean ofPartition() {
    return this != ANNOUNCE && this != LIVE && this != INSPECT;
  }
}
