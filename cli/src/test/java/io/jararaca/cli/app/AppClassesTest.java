package io.jararaca.cli.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jararaca.core.action.ActionDefinition;
import io.jararaca.worker.InvalidHandlerException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AppClassesTest {

  @TempDir private Path folder = Path.of("");

  @Test
  void classes_with_annotated_methods_are_found_in_a_folder_and_made() {
    try (AppClasses app = AppClasses.open(testClasses())) {
      assertThat(app.classes()).containsExactly(SampleHandlers.class);
      assertThat(Arrays.asList(app.objects())).hasOnlyElementsOfType(SampleHandlers.class);
    }
  }

  @Test
  void a_jar_is_read_like_a_folder() {
    try (AppClasses app = AppClasses.open(jar(SampleHandlers.class, SourceWatch.class))) {
      assertThat(app.classes()).extracting(Class::getName).containsExactly(SAMPLE);
    }
  }

  @Test
  void a_beat_reads_the_annotations_alone() {
    List<ActionDefinition> actions =
        ActionSource.of(AppPath.of(jar(SampleHandlers.class) + ""), "shop").read();

    assertThat(actions)
        .extracting(action -> action.key().toString())
        .containsExactly("ScheduledAction/shop/tidy");
  }

  @Test
  void a_jar_without_handlers_is_refused() {
    assertThatThrownBy(() -> AppClasses.open(jar(SourceWatch.class)))
        .isInstanceOf(InvalidHandlerException.class)
        .hasMessageContaining("has no class with @ScheduledAction or @MessageHandler");
  }

  @Test
  void a_class_that_cannot_be_loaded_names_the_mend() throws Exception {
    Path broken = Files.createDirectories(folder.resolve("gone")).resolve("Broken.class");
    try (InputStream sample = classFile(SampleHandlers.class)) {
      Files.write(broken, sample.readAllBytes());
    }

    assertThatThrownBy(() -> AppClasses.open(folder))
        .isInstanceOf(InvalidHandlerException.class)
        .hasMessageContaining("class gone.Broken cannot be loaded")
        .hasMessageContaining("Class-Path");
  }

  @Test
  void a_half_written_jar_is_refused() throws Exception {
    Path jar = folder.resolve("half.jar");
    Files.write(jar, Arrays.copyOf(Files.readAllBytes(jar(SampleHandlers.class)), 300));

    assertThatThrownBy(() -> AppClasses.open(jar))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("half.jar cannot be read");
  }

  private static final String SAMPLE = SampleHandlers.class.getName();

  private Path jar(Class<?>... types) {
    Path jar = folder.resolve("app.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      for (Class<?> type : types) {
        out.putNextEntry(new JarEntry(type.getName().replace('.', '/') + ".class"));
        try (InputStream content = classFile(type)) {
          content.transferTo(out);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return jar;
  }

  private static InputStream classFile(Class<?> type) {
    String file = type.getName().replace('.', '/') + ".class";
    return Stream.ofNullable(type.getClassLoader().getResourceAsStream(file))
        .findFirst()
        .orElseThrow();
  }

  private static Path testClasses() {
    URL location = SampleHandlers.class.getProtectionDomain().getCodeSource().getLocation();
    try {
      return Path.of(location.toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
