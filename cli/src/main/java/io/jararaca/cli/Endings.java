package io.jararaca.cli;

import io.jararaca.core.broker.BrokerUnavailableException;
import io.jararaca.core.settings.InvalidSettingsException;
import io.jararaca.worker.InvalidHandlerException;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What a command that did not do its work tells of it. */
final class Endings {

  private Endings() {}

  static int wrongCommandLine(ParameterException wrong, PrintWriter err) {
    String command = wrong.getCommandLine().getCommandSpec().qualifiedName();
    err.println("jararaca: " + wrong.getMessage());
    UnmatchedArgumentException.printSuggestions(wrong, err);
    err.println("See " + command + " --help");
    return ExitCode.USAGE;
  }

  static int failed(Exception failure, PrintWriter err) {
    if (failure instanceof CommandFailure said) {
      return end(err, said.getMessage(), said.exitCode());
    }
    if (failure instanceof InvalidSettingsException || failure instanceof InvalidHandlerException) {
      return end(err, failure.getMessage(), ExitCode.USAGE);
    }
    if (failure instanceof BrokerUnavailableException) {
      return end(
          err,
          failure.getMessage() + "; look at BROKER_URL, and whether RabbitMQ runs",
          ExitCode.UNREACHABLE);
    }
    failure.printStackTrace(err);
    return end(
        err, "a fault of this command; please report it with the lines above", ExitCode.FAULT);
  }

  private static int end(PrintWriter err, @Nullable String message, int exitCode) {
    String.valueOf(message).lines().forEach(line -> err.println("jararaca: " + line));
    return exitCode;
  }
}
