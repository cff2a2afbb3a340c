package io.jararaca.cli;

import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints what lets a shell complete commands and options. */
@Command(
    name = "completion",
    header = "Prints a script that completes commands and options in a shell.",
    description = {
      "For a function, alias or program called jararaca.",
      "",
      "Example, in ~/.bashrc or ~/.zshrc: @|bold source <(jararaca completion bash)|@"
    })
final class CompletionCommand implements Runnable {

  private static final String ZSH =
      "autoload -U +X bashcompinit && bashcompinit"
          + System.lineSeparator()
          + "autoload -U +X compinit && compinit"
          + System.lineSeparator();

  /** The shells whose completion is known. */
  enum Kind {
    bash,
    zsh
  }

  private final Shell shell;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "SHELL", description = "bash or zsh.")
  private Kind kind = Kind.bash;

  CompletionCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public void run() {
    CommandLine root = spec.root().commandLine();
    shell.out().print((kind == Kind.zsh ? ZSH : "") + AutoComplete.bash("jararaca", root));
    shell.out().flush();
  }
}
