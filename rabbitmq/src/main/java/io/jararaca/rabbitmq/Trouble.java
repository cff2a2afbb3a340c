package io.jararaca.rabbitmq;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AuthenticationFailureException;
import com.rabbitmq.client.Method;
import com.rabbitmq.client.ShutdownSignalException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** What went wrong with the broker, from what amqp-client throws. */
final class Trouble {

  private Trouble() {}

  /** In words for a log line. */
  static String describe(Throwable thrown) {
    for (Throwable each = thrown; each != null; each = each.getCause()) {
      if (each instanceof ShutdownSignalException signal && replyText(signal) != null) {
        return replyText(signal) + " (" + replyCode(signal) + ")";
      }
      if (each instanceof AuthenticationFailureException) {
        return "user or password refused";
      }
      if (each instanceof UnknownHostException) {
        return "unknown host";
      }
      if (each instanceof ConnectException || each instanceof SSLException) {
        return String.valueOf(each.getMessage());
      }
      if (each instanceof TimeoutException) {
        return "no answer in time";
      }
    }
    Throwable root = thrown;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
  }

  /** The AMQP reply code that closed a channel or connection; 0: the broker gave none. */
  static int replyCode(Throwable thrown) {
    for (Throwable each = thrown; each != null; each = each.getCause()) {
      if (each instanceof ShutdownSignalException signal) {
        Method reason = signal.getReason();
        if (reason instanceof AMQP.Channel.Close close) {
          return close.getReplyCode();
        }
        if (reason instanceof AMQP.Connection.Close close) {
          return close.getReplyCode();
        }
      }
    }
    return 0;
  }

  /** Whether the broker refused this one thing, while the connection goes on. */
  static boolean isRefusal(Throwable thrown) {
    int code = replyCode(thrown);
    return code == AMQP.NOT_FOUND
        || code == AMQP.ACCESS_REFUSED
        || code == AMQP.PRECONDITION_FAILED
        || code == AMQP.RESOURCE_LOCKED
        || code == AMQP.RESOURCE_ERROR;
  }

  private static @Nullable String replyText(ShutdownSignalException signal) {
    Method reason = signal.getReason();
    if (reason instanceof AMQP.Channel.Close close) {
      return close.getReplyText();
    }
    return reason instanceof AMQP.Connection.Close close ? close.getReplyText() : null;
  }
}
