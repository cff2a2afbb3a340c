package io.jararaca.cli.app;

import io.jararaca.worker.InvalidHandlerException;
import io.jararaca.worker.MessageHandler;
import io.jararaca.worker.ScheduledAction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The classes with annotated methods of one jar or folder, in a class loader of their own. What
 * they need beside must be in the jar or folder, or named in the jar's Class-Path; of what both
 * have, the command's own is used.
 */
public final class AppClasses implements AutoCloseable {

  private final Path path;
  private final URLClassLoader loader;
  private final List<Class<?>> classes;

  private AppClasses(Path path, URLClassLoader loader, List<Class<?>> classes) {
    this.path = path;
    this.loader = loader;
    this.classes = classes;
  }

  /**
   * Finds and loads them.
   *
   * @throws InvalidHandlerException one cannot be loaded, or there is none
   * @throws UncheckedIOException the jar or folder cannot be read
   */
  public static AppClasses open(Path jarOrFolder) {
    URLClassLoader loader =
        new URLClassLoader("app", new URL[] {url(jarOrFolder)}, AppClasses.class.getClassLoader());
    AppClasses app = null;
    try {
      List<Class<?>> found = new ArrayList<>();
      for (String name : AnnotatedClassFiles.in(jarOrFolder)) {
        load(loader, name).ifPresent(found::add);
      }
      if (found.isEmpty()) {
        throw new InvalidHandlerException(
            jarOrFolder
                + " has no class with @ScheduledAction or @MessageHandler methods: annotate one");
      }
      app = new AppClasses(jarOrFolder, loader, List.copyOf(found));
      return app;
    } finally {
      if (app == null) {
        close(loader);
      }
    }
  }

  /** By name, in order. */
  public List<Class<?>> classes() {
    return classes;
  }

  /**
   * One object of each class. This thread, and those it starts, look for further classes there too.
   *
   * @throws InvalidHandlerException one has no constructor without parameters, or it fails
   */
  public Object[] objects() {
    Thread.currentThread().setContextClassLoader(loader);
    return classes.stream().map(this::object).toArray();
  }

  private Object object(Class<?> type) {
    try {
      Constructor<?> constructor = type.getDeclaredConstructor();
      constructor.setAccessible(true);
      return constructor.newInstance();
    } catch (NoSuchMethodException e) {
      throw new InvalidHandlerException(
          "class "
              + type.getName()
              + " has no constructor without parameters: add one, or start it from a main of"
              + " yours",
          e);
    } catch (InvocationTargetException e) {
      throw new InvalidHandlerException(
          "the constructor of class " + type.getName() + " failed: " + e.getCause(), e);
    } catch (ReflectiveOperationException e) {
      throw new InvalidHandlerException(
          "class " + type.getName() + " of " + path + " cannot be made: " + e, e);
    }
  }

  /** The class, if it has handlers; what its methods name is loaded too. */
  private static Optional<Class<?>> load(ClassLoader loader, String name) {
    try {
      Class<?> type = Class.forName(name, false, loader);
      return hasHandlers(type) ? Optional.of(type) : Optional.empty();
    } catch (ClassNotFoundException | LinkageError e) {
      throw new InvalidHandlerException(
          "class %s cannot be loaded (%s): put what it needs into the jar, or name it in its Class-Path"
              .formatted(name, e),
          e);
    }
  }

  private static boolean hasHandlers(Class<?> type) {
    return !type.isInterface()
        && !Modifier.isAbstract(type.getModifiers())
        && Arrays.stream(type.getDeclaredMethods()).anyMatch(AppClasses::isHandler);
  }

  private static boolean isHandler(Method method) {
    return method.isAnnotationPresent(ScheduledAction.class)
        || method.isAnnotationPresent(MessageHandler.class);
  }

  private static URL url(Path path) {
    try {
      return path.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** No class of it can be loaded any more. */
  @Override
  public void close() {
    close(loader);
  }

  private static void close(URLClassLoader loader) {
    try {
      loader.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
