package io.jararaca.e2e.server;

import io.jararaca.e2e.process.Sandbox;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Runs kubectl on one cluster, as a person would. */
public final class Kubectl {
  private final Sandbox sandbox;
  private final Path kubeconfig;

  /**
   * A client of a cluster.
   *
   * @param kubeconfig names the cluster and the credentials
   */
  public Kubectl(Sandbox sandbox, Path kubeconfig) {
    this.sandbox = sandbox;
    this.kubeconfig = kubeconfig;
  }

  /**
   * What a kubectl command came to.
   *
   * @param status the exit status
   * @param output the standard output
   * @param errors the standard error
   */
  public record Outcome(int status, String output, String errors) {
    public boolean succeeded() {
      return status == 0;
    }
  }

  /**
   * Runs kubectl with these arguments.
   *
   * @return its standard output
   * @throws IllegalStateException with its standard error if it fails
   */
  public String run(String... arguments) {
    return outputOf(attempt(arguments), arguments);
  }

  /**
   * Applies manifests.
   *
   * @param yaml one or several documents
   * @return kubectl's standard output
   * @throws IllegalStateException with its standard error if it fails
   */
  public String apply(String yaml) {
    return outputOf(attemptToApply(yaml), "apply", "-f", yaml);
  }

  private static String outputOf(Outcome outcome, String... arguments) {
    if (!outcome.succeeded()) {
      String command = "kubectl " + String.join(" ", arguments);
      throw new IllegalStateException(command + "\n" + outcome.errors());
    }
    return outcome.output();
  }

  /** As {@link #apply}, for manifests that may be refused. */
  public Outcome attemptToApply(String yaml, String... options) {
    List<String> arguments = new ArrayList<>(List.of("apply", "-f", "-"));
    arguments.addAll(List.of(options));
    return execute(yaml, arguments.toArray(String[]::new));
  }

  /** As {@link #run}, for commands that may fail. */
  public Outcome attempt(String... arguments) {
    return execute("", arguments);
  }

  private Outcome execute(String input, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Binary.find("KUBECTL", "kubectl").toString());
    command.add("--kubeconfig=" + kubeconfig);
    command.add("--cache-dir=" + sandbox.folder("kubectl-cache"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    sandbox.mark(builder);
    try {
      Process process = builder.start();
      CompletableFuture<String> errors =
          CompletableFuture.supplyAsync(() -> read(process.getErrorStream()));
      try (var standardInput = process.getOutputStream()) {
        standardInput.write(input.getBytes(StandardCharsets.UTF_8));
      }
      String output = read(process.getInputStream());
      return new Outcome(process.waitFor(), output, errors.join());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted in " + command, e);
    }
  }

  private static String read(InputStream stream) {
    try (stream) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
