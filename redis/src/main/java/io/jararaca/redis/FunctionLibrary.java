package io.jararaca.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * The functions that Redis runs for us, as one library of the files beside this class. Files of
 * functions are kept apart by a block each, since Lua allows 200 local names at one level.
 */
final class FunctionLibrary {

  /**
   * Grows with every change of the Lua files; the newer library replaces the older on a server.
   * FunctionLibraryTest tells when it must grow.
   */
  static final int BUILD = 12;

  static final String PREFIX = "jararaca_v1_";

  private static final List<String> SHARED =
      List.of(
          "globals",
          "records",
          "arguments",
          "call",
          "finish",
          "bodies",
          "owners",
          "endings",
          "broadcast",
          "lines");
  private static final List<String> FUNCTIONS =
      List.of(
          "raise",
          "register",
          "claim",
          "commit",
          "sweep",
          "start",
          "lease",
          "submit",
          "cancel",
          "read",
          "messages",
          "presence",
          "leader");

  private FunctionLibrary() {}

  /** What FUNCTION LOAD takes. */
  static String source() {
    StringBuilder source =
        new StringBuilder("#!lua name=jararaca_v1\nlocal BUILD = " + BUILD + "\n");
    SHARED.forEach(file -> source.append(read(file)));
    FUNCTIONS.forEach(file -> source.append("do\n").append(read(file)).append("end\n"));
    return source.toString();
  }

  private static String read(String name) {
    String file = name + ".lua";
    try (InputStream in = FunctionLibrary.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException(file + ": missing from the class path");
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(file, e);
    }
  }
}
