package io.jararaca.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The tables of options in docs/cli.md say what the help says, no more and no less. */
class DocumentedOptionsTest {

  private static final Pattern TABLE =
      Pattern.compile("\\| option \\| variable \\| of \\|\n\\|[-|]+\\|\n((?:\\|.*\n)+)");
  private static final Pattern IN_HELP = Pattern.compile("Variable: ([A-Z_]+)");
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");

  /** What a command takes; {@code variable} is empty where none stands for it. */
  record Taken(String command, String name, String variable) implements Comparable<Taken> {
    @Override
    public int compareTo(Taken other) {
      return toString().compareTo(other.toString());
    }
  }

  @Test
  void options_variables_and_commands_are_those_of_the_help() throws IOException {
    List<CommandSpec> commands =
        leaves(Jararaca.commandLine(Shell.ofProcess()))
            .filter(spec -> !spec.name().equals("jararaca"))
            .toList();
    Set<Taken> helped = new TreeSet<>();
    commands.forEach(spec -> helped.addAll(taken(spec)));

    Set<Taken> documented = new TreeSet<>();
    Matcher table = TABLE.matcher(Files.readString(Path.of("..", "docs", "cli.md")));
    while (table.find()) {
      table.group(1).lines().forEach(row -> documented.addAll(read(row, commands)));
    }

    assertThat(documented).containsExactlyElementsOf(helped);
  }

  private static List<Taken> taken(CommandSpec command) {
    return command.args().stream()
        .filter(argument -> !argument.hidden() && !isOfAll(argument))
        .map(argument -> new Taken(nameOf(command), nameOf(argument), variableOf(argument)))
        .toList();
  }

  private static boolean isOfAll(ArgSpec argument) {
    return argument instanceof OptionSpec option && (option.usageHelp() || option.versionHelp());
  }

  private static List<Taken> read(String row, List<CommandSpec> commands) {
    String[] cells = Arrays.stream(row.split("\\|", -1)).map(String::strip).toArray(String[]::new);
    List<String> names = CODE.matcher(cells[1]).results().map(found -> found.group(1)).toList();
    List<String> variables = List.of(cells[2].split(", "));
    return Stream.of(cells[3].split(", "))
        .flatMap(
            of -> {
              List<String> meant =
                  commands.stream()
                      .map(DocumentedOptionsTest::nameOf)
                      .filter(name -> name.equals(of) || name.startsWith(of + " "))
                      .toList();
              assertThat(meant).as("commands called %s, in %s", of, row).isNotEmpty();
              return meant.stream();
            })
        .flatMap(
            command ->
                names.stream()
                    .map(
                        name ->
                            new Taken(
                                command,
                                name,
                                cells[2].isEmpty() ? "" : variables.get(names.indexOf(name)))))
        .toList();
  }

  private static Stream<CommandSpec> leaves(CommandLine command) {
    return command.getSubcommands().isEmpty()
        ? Stream.of(command.getCommandSpec())
        : command.getSubcommands().values().stream()
            .distinct()
            .flatMap(DocumentedOptionsTest::leaves);
  }

  private static String nameOf(CommandSpec command) {
    return command.qualifiedName().replaceFirst("^jararaca ", "");
  }

  private static String nameOf(ArgSpec argument) {
    return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
  }

  private static String variableOf(ArgSpec argument) {
    return IN_HELP
        .matcher(String.join(" ", argument.description()))
        .results()
        .map((MatchResult found) -> found.group(1))
        .findFirst()
        .orElse("");
  }
}
