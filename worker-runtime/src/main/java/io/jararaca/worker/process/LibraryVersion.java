package io.jararaca.worker.process;

/** The version of this library, as its jar tells it. */
public final class LibraryVersion {

  private LibraryVersion() {}

  /** {@code unreleased} outside a jar. */
  public static String get() {
    String version = LibraryVersion.class.getPackage().getImplementationVersion();
    return version == null ? "unreleased" : version;
  }
}
