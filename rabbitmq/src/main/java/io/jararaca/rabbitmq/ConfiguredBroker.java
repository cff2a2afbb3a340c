package io.jararaca.rabbitmq;

import io.jararaca.core.settings.ServerAddress;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A broker as settings tell of it. */
public final class ConfiguredBroker implements BrokerAccess {

  private final ServerAddress address;
  private final String exchange;
  private volatile BrokerUrl last;

  /**
   * @throws IllegalArgumentException naming the setting that is wrong
   */
  public ConfiguredBroker(ServerAddress address) {
    this.address = address;
    try {
      last = BrokerUrl.parse(address.url());
    } catch (IOException e) {
      throw new IllegalArgumentException("BROKER_URL_FILE: cannot be read (" + e + ")", e);
    }
    exchange = last.exchange();
  }

  @Override
  public String exchange() {
    return exchange;
  }

  @Override
  public BrokerUrl url() throws IOException {
    try {
      last = BrokerUrl.parse(address.url());
      return last;
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  @Override
  public SSLContext trust() throws IOException {
    Optional<TrustManagerFactory> authorities = address.trust();
    if (authorities.isEmpty()) {
      return last.trust();
    }
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, authorities.get().getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException("TLS cannot be used: " + e.getMessage(), e);
    }
  }

  @Override
  public String toString() {
    return last.toString();
  }
}
