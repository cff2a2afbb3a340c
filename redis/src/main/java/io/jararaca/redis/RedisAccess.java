package io.jararaca.redis;

import io.jararaca.core.settings.ServerAddress;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.SslOptions;
import io.lettuce.core.SslVerifyMode;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.protocol.ProtocolVersion;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.net.ssl.TrustManagerFactory;

/** How Redis is reached. Asked anew for each session, so that the answers may change. */
final class RedisAccess {

  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._-]+|\\[?[0-9A-Fa-f:.]+]?");

  private final ServerAddress address;
  private final Duration timeout;

  RedisAccess(ServerAddress address, Duration timeout) {
    this.address = address;
    this.timeout = timeout;
  }

  /**
   * Where, and as whom. With TLS, the certificate must be for the host's name.
   *
   * @throws IOException if that cannot be told now
   * @throws IllegalArgumentException naming the setting, if it is malformed
   */
  RedisURI uri() throws IOException {
    String url = address.url();
    String mend = "expected redis://[[user:]password@]host[:port][/database], or rediss:// for TLS";
    if (!url.startsWith("redis://") && !url.startsWith("rediss://")) {
      throw new IllegalArgumentException("BACKEND_URL: " + mend);
    }
    try {
      RedisURI uri = RedisURI.create(url);
      if (uri.getHost() == null || !HOST.matcher(uri.getHost()).matches()) {
        throw new IllegalArgumentException("no host");
      }
      uri.setTimeout(timeout);
      uri.setVerifyPeer(SslVerifyMode.FULL);
      return uri;
    } catch (RuntimeException e) {
      throw new IllegalArgumentException("BACKEND_URL: " + mend, e);
    }
  }

  /**
   * How to connect, and whose certificates count.
   *
   * @throws IOException if that cannot be told now
   */
  ClientOptions options() throws IOException {
    Optional<TrustManagerFactory> authorities = address.trust();
    SslOptions.Builder tls = SslOptions.builder().jdkSslProvider();
    if (authorities.isPresent()) {
      tls.sslContext(context -> context.trustManager(authorities.get()));
    }
    return ClientOptions.builder()
        .autoReconnect(false)
        .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
        .protocolVersion(ProtocolVersion.RESP2)
        .timeoutOptions(TimeoutOptions.enabled(timeout))
        .socketOptions(SocketOptions.builder().connectTimeout(timeout).keepAlive(true).build())
        .sslOptions(tls.build())
        .build();
  }
}
