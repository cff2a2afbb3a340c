package io.jararaca.core;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** A certificate authority of a test's own, made by the JDK's keytool. */
public final class TestAuthority {

  private static final String PASSWORD = "test-authority";
  private static final Base64.Encoder BASE64 = Base64.getMimeEncoder(64, new byte[] {'\n'});

  private final Path folder;
  private final Path store;
  private final String name;

  private TestAuthority(Path folder, String name) {
    this.folder = folder;
    this.name = name;
    this.store = folder.resolve(name + ".p12");
  }

  /**
   * A certificate with its key, both PEM.
   *
   * @param certificate names one host
   */
  public record Issued(Path certificate, Path key) {}

  /**
   * Makes one.
   *
   * @param folder where all its files go
   * @param name of the authority, and of its files
   */
  public static TestAuthority make(Path folder, String name) {
    TestAuthority made = new TestAuthority(folder, name);
    made.generate("authority", "CN=" + name, "-ext", "bc:c=ca:true", "-ext", "ku:c=keyCertSign");
    made.write(made.certificate(), "CERTIFICATE", "authority", false);
    return made;
  }

  /** What those need who shall trust it. */
  public Path certificate() {
    return folder.resolve(name + ".pem");
  }

  /** A server's certificate, for that host name alone. */
  public Issued issue(String host) {
    generate(host, "CN=a server", "-signer", "authority", "-ext", "san=dns:" + host);
    Issued issued =
        new Issued(
            folder.resolve(name + "-" + host + ".pem"), folder.resolve(name + "-" + host + ".key"));
    write(issued.certificate(), "CERTIFICATE", host, false);
    write(issued.key(), "PRIVATE KEY", host, true);
    return issued;
  }

  private void generate(String alias, String subject, String... more) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of("-genkeypair", "-keyalg", "RSA", "-keysize", "2048"));
    command.addAll(List.of("-alias", alias, "-dname", subject, "-validity", "3650"));
    command.addAll(List.of("-keystore", store.toString(), "-storetype", "PKCS12"));
    command.addAll(List.of("-storepass", PASSWORD));
    command.addAll(List.of(more));
    try {
      Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
      String printed = new String(keytool.getInputStream().readAllBytes());
      if (keytool.waitFor() != 0) {
        throw new IllegalStateException(command + ": " + printed);
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void write(Path file, String label, String alias, boolean key) {
    try (InputStream in = Files.newInputStream(store)) {
      KeyStore entries = KeyStore.getInstance("PKCS12");
      entries.load(in, PASSWORD.toCharArray());
      byte[] content =
          key
              ? entries.getKey(alias, PASSWORD.toCharArray()).getEncoded()
              : entries.getCertificate(alias).getEncoded();
      Files.writeString(
          file,
          "-----BEGIN %s-----\n%s\n-----END %s-----\n"
              .formatted(label, BASE64.encodeToString(content), label));
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
