package io.jararaca.core.settings;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.Optional;
import javax.net.ssl.TrustManagerFactory;

/**
 * Where a server is, as whom to connect, and whose certificates count there. What stands in files
 * is read anew whenever it is asked for, so that credentials and authorities may change while
 * processes run.
 *
 * @param given the URL; empty: it stands in the file
 * @param urlFile holds the URL
 * @param caFile PEM, holds the certificates of the authorities that may vouch for the server; none:
 *     those of the JVM
 */
public record ServerAddress(String given, Optional<Path> urlFile, Optional<Path> caFile) {

  public ServerAddress {
    if (!given.isEmpty() && urlFile.isPresent()) {
      throw new IllegalArgumentException("a URL or a file of one, not both");
    }
  }

  /** A URL that never changes; TLS trusts the authorities of the JVM. */
  public static ServerAddress of(String url) {
    return new ServerAddress(url, Optional.empty(), Optional.empty());
  }

  /**
   * The URL as it is now.
   *
   * @throws IOException naming the file that cannot be read
   */
  public String url() throws IOException {
    return urlFile.isPresent() ? Files.readString(urlFile.get()).strip() : given;
  }

  /**
   * Trust in the authorities of the CA file as it is now; empty: there is none.
   *
   * @throws IOException naming the file that cannot be read or has no certificate
   */
  public Optional<TrustManagerFactory> trust() throws IOException {
    return caFile.isPresent() ? Optional.of(trust(caFile.get())) : Optional.empty();
  }

  private static TrustManagerFactory trust(Path pem) throws IOException {
    try (InputStream in = Files.newInputStream(pem)) {
      KeyStore authorities = KeyStore.getInstance(KeyStore.getDefaultType());
      authorities.load(null, null);
      for (Certificate certificate : certificates(in, pem)) {
        authorities.setCertificateEntry("authority-" + authorities.size(), certificate);
      }
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(authorities);
      return factory;
    } catch (GeneralSecurityException e) {
      throw new IOException(pem + " cannot be used: " + e.getMessage(), e);
    }
  }

  private static Collection<? extends Certificate> certificates(InputStream in, Path pem)
      throws IOException, GeneralSecurityException {
    try {
      Collection<? extends Certificate> found =
          CertificateFactory.getInstance("X.509").generateCertificates(in);
      if (!found.isEmpty()) {
        return found;
      }
    } catch (CertificateException e) {
      throw new IOException(pem + " is no PEM file of certificates", e);
    }
    throw new IOException(pem + " has no certificate");
  }

  /** Where it is, without credentials. */
  @Override
  public String toString() {
    return urlFile.isPresent() ? urlFile.get().toString() : Urls.withoutPassword(given);
  }
}
