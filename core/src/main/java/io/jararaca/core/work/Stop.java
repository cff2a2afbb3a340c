package io.jararaca.core.work;

/** Why a running handler is interrupted. */
public enum Stop {
  /** It took longer than its timeout. */
  TIMEOUT,
  /** Its lease could not be prolonged in time and may soon be another worker's. */
  LEASE_ENDING,
  /** The ledger says that the lease is this worker's no more. */
  LEASE_LOST,
  /** The worker goes, and hands the run back. */
  HAND_BACK
}
