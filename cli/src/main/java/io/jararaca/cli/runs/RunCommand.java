package io.jararaca.cli.runs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jararaca.cli.CommandFailure;
import io.jararaca.cli.Shell;
import io.jararaca.cli.output.OutputOption;
import io.jararaca.cli.servers.LedgerAccess;
import io.jararaca.cli.servers.LedgerOptions;
import io.jararaca.core.action.RunTemplate;
import io.jararaca.core.ledger.RunSnapshot;
import io.jararaca.core.run.HandlerRef;
import io.jararaca.core.run.RunState;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs a handler now. */
@Command(
    name = "run",
    header = "Has a worker run a handler now, waits, and prints the result.",
    description = {
      "A worker of the install runs it once, as any message. Ends with 0 when it Succeeded, else"
          + " with 1.",
      "",
      "Example: @|bold jararaca run send-mail --payload '{\"to\": \"ana@example.org\"}'|@"
    })
public final class RunCommand implements Runnable {

  private static final long MOST_SECONDS = 86_400;

  private final Shell shell;

  @Parameters(paramLabel = "HANDLER", description = "The handler's name.")
  private String handler = "";

  @Option(
      names = "--payload",
      paramLabel = "JSON",
      description = "What the handler gets, in quotes; default nothing.")
  private String payload = "";

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      description = "How long the handler may take; default 0, no bound.")
  private long timeout;

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      description =
          "How long to wait for its end, 1 to 86400, default 300. Not started by then, it never"
              + " will.")
  private long wait = 300;

  @Mixin private LedgerOptions ledger = new LedgerOptions();
  @Mixin private OutputOption output = new OutputOption();

  public RunCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public void run() {
    requireSeconds("--wait", wait, 1);
    requireSeconds("--timeout", timeout, 0);
    byte[] body = body();
    try (LedgerAccess access = ledger.open(shell.environment())) {
      RunTemplate template =
          RunTemplate.of(handler(access.namespace()))
              .withPayload(body)
              .withTimeout(timeout == 0 ? null : Duration.ofSeconds(timeout));
      LoneRun lone = LoneRun.submit(access, template, Duration.ofSeconds(wait));
      RunSnapshot run = lone.awaitEnd(Duration.ofSeconds(wait));
      RunView view = RunView.of(run);
      output.print(shell.out(), view, view::print);
      if (run.state() != RunState.SUCCEEDED) {
        throw CommandFailure.failed(lone.why(run));
      }
    }
  }

  private HandlerRef handler(String namespace) {
    try {
      return new HandlerRef(namespace, handler);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage(String.valueOf(e.getMessage()));
    }
  }

  private byte[] body() {
    byte[] body = payload.getBytes(StandardCharsets.UTF_8);
    if (body.length > RunTemplate.MAX_PAYLOAD_BYTES) {
      throw CommandFailure.usage(
          "--payload: has %d bytes, at most %d are allowed"
              .formatted(body.length, RunTemplate.MAX_PAYLOAD_BYTES));
    }
    try {
      if (!payload.isEmpty()) {
        new ObjectMapper().readTree(payload);
      }
    } catch (JsonProcessingException e) {
      throw CommandFailure.usage(
          "--payload '%s': is not JSON: %s".formatted(payload, e.getOriginalMessage()));
    }
    return body;
  }

  private static void requireSeconds(String option, long seconds, long least) {
    if (seconds < least || seconds > MOST_SECONDS) {
      throw CommandFailure.usage(
          "%s %d: use %d to %d".formatted(option, seconds, least, MOST_SECONDS));
    }
  }
}
