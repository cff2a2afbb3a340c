package io.jararaca.core.run;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-1 of text, where it names or spreads and nothing secret hangs on it. */
final class Sha1 {

  private Sha1() {}

  static ByteBuffer digest(byte[] prefix, String text) {
    MessageDigest sha1;
    try {
      sha1 = MessageDigest.getInstance("SHA-1");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform must have SHA-1", e);
    }
    sha1.update(prefix);
    return ByteBuffer.wrap(sha1.digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  static int firstInt(String text) {
    return digest(new byte[0], text).getInt();
  }
}
