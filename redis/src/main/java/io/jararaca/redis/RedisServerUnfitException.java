package io.jararaca.redis;

/** The server is there but cannot hold our ledger; the message says what must be changed. */
final class RedisServerUnfitException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  RedisServerUnfitException(String message) {
    super(message);
  }
}
