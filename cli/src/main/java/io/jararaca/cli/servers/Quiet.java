package io.jararaca.cli.servers;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

/** Commands that answer a question say what went wrong themselves, once. */
final class Quiet {

  private Quiet() {}

  /** No log lines of connections that come and go. */
  static void connections() {
    for (String adapter : new String[] {"io.jararaca.redis", "io.jararaca.rabbitmq"}) {
      if (LoggerFactory.getLogger(adapter) instanceof Logger logger) {
        logger.setLevel(Level.ERROR);
      }
    }
  }
}
