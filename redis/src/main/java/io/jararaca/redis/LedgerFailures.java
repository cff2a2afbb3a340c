package io.jararaca.redis;

import io.jararaca.core.ledger.FencedException;
import io.jararaca.core.ledger.LedgerFaultException;
import io.jararaca.core.ledger.LedgerUnavailableException;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandTimeoutException;
import java.util.List;
import java.util.concurrent.CompletionException;

/** Turns what Redis or the way to it answered into the failures that the ports name. */
final class LedgerFailures {

  private static final String FENCED = "FENCED ";
  private static final String INVALID = "INVALID ";

  /** Errors after which another connection, or loading the functions anew, may help. */
  private static final List<String> NEEDS_NEW_SESSION =
      List.of("Function not found", "READONLY", "UNBLOCKED", "NOAUTH");

  /** How errors begin by which a server says that it, or this one, cannot serve us now. */
  private static final List<String> AWAY =
      List.of(
          "LOADING",
          "BUSY",
          "OOM",
          "NOREPLICAS",
          "MISCONF",
          "MASTERDOWN",
          "CLUSTERDOWN",
          "TRYAGAIN",
          "MOVED",
          "ASK",
          "WRONGPASS",
          "ERR max number of clients");

  private LedgerFailures() {}

  /**
   * Whether the error says that this connection leads to the wrong server, or to one without us.
   */
  static boolean needsNewSession(Throwable error) {
    Throwable cause = cause(error);
    String message = String.valueOf(cause.getMessage());
    return cause instanceof RedisCommandExecutionException
        && NEEDS_NEW_SESSION.stream().anyMatch(message::contains);
  }

  /** What the server or the way to it said. */
  static String text(Throwable error) {
    return withoutPlace(String.valueOf(cause(error).getMessage()));
  }

  /**
   * @param asked what of the server, for people
   */
  static RuntimeException of(Throwable error, String server, String asked) {
    Throwable cause = cause(error);
    String message = text(error);
    if (cause instanceof FencedException
        || cause instanceof LedgerUnavailableException
        || cause instanceof LedgerFaultException) {
      return (RuntimeException) cause;
    }
    if (cause instanceof RedisCommandExecutionException) {
      if (message.startsWith(FENCED)) {
        return new FencedException(message.substring(FENCED.length()));
      }
      if (message.startsWith(INVALID)) {
        return new IllegalArgumentException(message.substring(INVALID.length()));
      }
      return isAway(message)
          ? new LedgerUnavailableException("Redis at " + server + " says: " + message, cause)
          : new LedgerFaultException(
              "Redis at " + server + " answers " + asked + " with: " + message, cause);
    }
    if (cause instanceof RedisCommandTimeoutException) {
      return new LedgerUnavailableException(
          "Redis at " + server + " did not answer in time", cause);
    }
    return new LedgerUnavailableException("Redis at " + server + ": " + message, cause);
  }

  private static boolean isAway(String message) {
    return AWAY.stream().anyMatch(message::startsWith)
        || NEEDS_NEW_SESSION.stream().anyMatch(message::contains);
  }

  private static Throwable cause(Throwable error) {
    return error instanceof CompletionException && error.getCause() != null
        ? error.getCause()
        : error;
  }

  /** Redis adds to a function's error where in the library it was raised. */
  private static String withoutPlace(String message) {
    int place = message.indexOf(" script: " + FunctionLibrary.PREFIX);
    return place < 0 ? message : message.substring(0, place);
  }
}
