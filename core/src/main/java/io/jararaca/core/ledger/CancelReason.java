package io.jararaca.core.ledger;

/** Why a recorded run may no longer start. */
public enum CancelReason {
  SUPERSEDED("Superseded"),
  DELETED("Deleted"),
  REQUESTED("Requested");

  private final String label;

  CancelReason(String label) {
    this.label = label;
  }

  public String label() {
    return label;
  }
}
