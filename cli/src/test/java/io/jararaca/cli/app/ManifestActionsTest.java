package io.jararaca.cli.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jararaca.cli.CommandFailure;
import io.jararaca.cli.ExitCode;
import io.jararaca.core.action.ActionDefinition;
import io.jararaca.core.run.Owner;
import io.jararaca.core.run.OwnerKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestActionsTest {

  private static final String ACTION =
      """
      apiVersion: jararaca.io/v1alpha1
      kind: ScheduledAction
      metadata: {name: %s}
      spec: {cron: "%s"}
      """;

  @TempDir private Path folder = Path.of("");

  @Test
  void a_manifest_means_what_it_means_to_the_operator() {
    write(
        "report.yaml",
        """
        apiVersion: jararaca.io/v1alpha1
        kind: ScheduledAction
        metadata: {name: report, namespace: sales}
        spec:
          cron: 0 9 * * MON
          timeZone: Asia/Tokyo
          handler: make-report
          payload: {city: Tokyo}
          timeoutSeconds: 30
        """);

    ActionDefinition action = only();
    OwnerKey key = OwnerKey.scheduledAction("sales", "report");
    assertThat(action.owner()).isEqualTo(Owner.named(key));
    assertThat(action.schedule().describe()).isEqualTo("at 09:00 every Monday, Asia/Tokyo");
    assertThat(action.template().handler()).hasToString("sales/make-report");
    assertThat(new String(action.template().payload())).isEqualTo("{\"city\":\"Tokyo\"}");
    assertThat(action.template().timeout()).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void all_documents_of_all_files_count_and_other_kinds_do_not() {
    write(
        "a.yaml", ACTION.formatted("one", "@daily") + "---\n" + ACTION.formatted("two", "@daily"));
    write("deep/b.yml", "kind: Deployment\napiVersion: apps/v1\nmetadata: {name: web}\n");
    write(
        "list.yaml",
        """
        apiVersion: v1
        kind: List
        items:
          - apiVersion: jararaca.io/v1alpha1
            kind: ScheduledAction
            metadata: {name: three}
            spec: {cron: "@hourly"}
        """);

    assertThat(read())
        .extracting(action -> action.key().name())
        .containsExactly("one", "two", "three");
  }

  @Test
  void all_that_is_wrong_is_told_at_once() {
    write("a.yaml", ACTION.formatted("one", "61 * * * *"));
    write("b.yaml", ACTION.formatted("two", "@daily").replace("spec: {", "spec: {timezone: UTC, "));
    write("c.yaml", "kind: [");
    write("d.yaml", ACTION.formatted("four", "@daily").replace("v1alpha1", "v9"));
    write("e.yaml", "apiVersion: jararaca.io/v1alpha1\nkind: ScheduledAction\nmetadata: {}\n");

    assertThatThrownBy(this::read)
        .isInstanceOfSatisfying(
            CommandFailure.class,
            failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.USAGE))
        .hasMessageContaining("a.yaml: ScheduledAction one: cron \"61 * * * *\": minute \"61\"")
        .hasMessageContaining("b.yaml: ScheduledAction two: spec.timezone is not a field")
        .hasMessageContaining("c.yaml: is not YAML: line 1")
        .hasMessageContaining("d.yaml: ScheduledAction four: apiVersion \"jararaca.io/v9\"")
        .hasMessageContaining("e.yaml: ScheduledAction without a name: metadata.name is not set");
  }

  @Test
  void a_file_that_breaks_later_keeps_what_it_said_while_others_change() {
    write("a.yaml", ACTION.formatted("one", "@daily"));
    write("b.yaml", ACTION.formatted("two", "@daily"));
    ActionSource source = source();
    source.read();

    write("a.yaml", "kind: [");
    write("b.yaml", ACTION.formatted("two", "@hourly"));
    assertThat(source.read())
        .extracting(action -> action.key().name() + " " + action.schedule().spec().expression())
        .containsExactly("one @daily", "two @hourly");

    write("a.yaml", ACTION.formatted("one", "@weekly"));
    assertThat(source.read())
        .extracting(action -> action.schedule().spec().expression())
        .containsExactly("@weekly", "@hourly");
  }

  @Test
  void a_mounted_config_map_is_read_once() throws IOException {
    write("..2026_11/a.yaml", ACTION.formatted("one", "@daily"));
    Files.createSymbolicLink(folder.resolve("..data"), folder.resolve("..2026_11"));
    Files.createSymbolicLink(folder.resolve("a.yaml"), Path.of("..data", "a.yaml"));

    assertThat(only().key().name()).isEqualTo("one");
  }

  @Test
  void what_is_neither_code_nor_yaml_is_refused() {
    write("notes.txt", "nothing");

    assertThatThrownBy(() -> AppPath.of(folder.toString()))
        .hasMessageContaining("holds neither classes nor YAML");
    assertThatThrownBy(() -> AppPath.of(folder.resolve("notes.txt").toString()))
        .hasMessageContaining("is neither a jar nor a YAML file");
    assertThatThrownBy(() -> AppPath.of(folder.resolve("gone").toString()))
        .hasMessageContaining("is not there: give a jar");
  }

  private ActionDefinition only() {
    List<ActionDefinition> all = read();
    assertThat(all).hasSize(1);
    return all.get(0);
  }

  private List<ActionDefinition> read() {
    return source().read();
  }

  private ActionSource source() {
    return ActionSource.of(AppPath.of(folder.toString()), "shop");
  }

  private void write(String name, String content) {
    try {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
