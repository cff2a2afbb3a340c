package io.jararaca.cli.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceWatchTest {

  @TempDir private Path folder = Path.of("");

  @Test
  void a_change_is_told_once_when_it_stands_still() throws IOException {
    Files.writeString(folder.resolve("a.yaml"), "1");
    SourceWatch watch = new SourceWatch(folder);
    assertThat(watch.changed()).isFalse();

    Files.writeString(folder.resolve("a.yaml"), "22");
    assertThat(watch.changed()).as("it may still be written").isFalse();
    Files.writeString(folder.resolve("a.yaml"), "333");
    assertThat(watch.changed()).isFalse();
    assertThat(watch.changed()).isTrue();
    assertThat(watch.changed()).isFalse();
  }

  @Test
  void new_and_deleted_files_are_changes_but_other_kinds_are_not() throws IOException {
    Path jar = folder.resolve("app.jar");
    SourceWatch watch = new SourceWatch(folder);

    Files.writeString(folder.resolve("notes.txt"), "1");
    assertThat(watch.changed()).isFalse();
    assertThat(watch.changed()).isFalse();
    Files.writeString(jar, "1");
    watch.changed();
    assertThat(watch.changed()).isTrue();
    Files.delete(jar);
    watch.changed();
    assertThat(watch.changed()).isTrue();
  }

  @Test
  void a_folder_that_goes_and_comes_is_looked_for_again() throws IOException {
    Path sources = Files.createDirectory(folder.resolve("src"));
    Files.writeString(sources.resolve("a.yaml"), "1");
    SourceWatch watch = new SourceWatch(sources);

    Files.delete(sources.resolve("a.yaml"));
    Files.delete(sources);
    watch.changed();
    assertThat(watch.changed()).isTrue();
    Files.createDirectory(sources);
    Files.writeString(sources.resolve("a.yaml"), "1");
    watch.changed();
    assertThat(watch.changed()).isTrue();
  }
}
