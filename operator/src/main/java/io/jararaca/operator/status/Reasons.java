package io.jararaca.operator.status;

/** The reasons of conditions and events. */
public final class Reasons {

  public static final String INVALID_SPEC = "InvalidSpec";
  public static final String REGISTERING = "Registering";
  public static final String ARMED = "Armed";
  public static final String SUSPENDED = "Suspended";
  public static final String SUSPENDED_BY_FAILURES = "SuspendedByFailures";
  public static final String COMPLETE = "Complete";
  public static final String NEVER_FIRES = "NeverFires";
  public static final String WORKERS_ALIVE = "WorkersAlive";
  public static final String NO_WORKERS = "NoWorkers";
  public static final String NOT_KNOWN_YET = "NotKnownYet";
  public static final String INTACT = "Intact";
  public static final String STATE_LOST = "StateLost";
  public static final String ACCEPTED = "Accepted";
  public static final String ENDED = "Ended";
  public static final String EDIT_TOO_LATE = "EditTooLate";
  public static final String RUN_FAILED = "RunFailed";
  public static final String RECOVERED = "Recovered";
  public static final String MISSED = "Missed";

  private Reasons() {}
}
