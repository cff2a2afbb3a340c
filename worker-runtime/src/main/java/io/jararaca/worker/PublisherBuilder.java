package io.jararaca.worker;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.jararaca.core.publish.OutboxFullException;
import io.jararaca.core.publish.OutboxSettings;
import io.jararaca.core.publish.OutboxSettings.WhenFull;
import io.jararaca.redis.RedisBackend;
import io.jararaca.worker.handler.PayloadMapper;
import io.jararaca.worker.publish.PublisherParts;
import io.jararaca.worker.settings.PodNamespace;
import io.jararaca.worker.settings.PublisherSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link Publisher}. What is not said here is read from the environment: BACKEND_URL,
 * INSTALL_NAME, NAMESPACE, PUBLISH_QUOTA. What is said here wins.
 */
public final class PublisherBuilder {

  private final Map<String, String> said = new HashMap<>();
  private Map<String, String> environment = System.getenv();
  private Map<String, String> carried = Map.of();
  private OutboxSettings outbox = OutboxSettings.DEFAULT;
  private @Nullable ObjectMapper json;

  PublisherBuilder() {}

  /** URL of Redis, such as {@code redis://redis:6379/0}. */
  public PublisherBuilder backendUrl(String url) {
    return say("BACKEND_URL", url);
  }

  /** The Kubernetes namespace of the handlers. In a pod, its own by default. */
  public PublisherBuilder namespace(String namespace) {
    return say("NAMESPACE", namespace);
  }

  /** Tells installs apart that share a Redis; {@code jararaca} by default. */
  public PublisherBuilder install(String name) {
    return say("INSTALL_NAME", name);
  }

  /**
   * Messages of the namespace, whoever published them, that may wait; 0: no bound. 1,000,000 by
   * default. Several publishers may pass it by what they publish within a second.
   */
  public PublisherBuilder quota(int pending) {
    return say("PUBLISH_QUOTA", Integer.toString(pending));
  }

  /** What handlers are told as {@link Publisher#SOURCE}: this program's name. */
  public PublisherBuilder source(String name) {
    carried = Map.of(Publisher.SOURCE, name);
    return this;
  }

  /** Writes messages. By default a mapper with the modules of the class path. */
  public PublisherBuilder objectMapper(ObjectMapper mapper) {
    json = mapper;
    return this;
  }

  /** Messages that may wait for the ledger's answer; 20,000 by default. */
  public PublisherBuilder maxOutstanding(int messages) {
    outbox = new OutboxSettings(messages, outbox.whenFull(), outbox.maxCalls(), outbox.patience());
    return this;
  }

  /**
   * Publishing one message more fails with {@link OutboxFullException}, instead of waiting for
   * room.
   */
  public PublisherBuilder failWhenFull() {
    outbox =
        new OutboxSettings(
            outbox.maxOutstanding(), WhenFull.FAIL, outbox.maxCalls(), outbox.patience());
    return this;
  }

  /** How long a message is tried again while the ledger does not answer; 30 s by default. */
  public PublisherBuilder patience(Duration patience) {
    outbox =
        new OutboxSettings(outbox.maxOutstanding(), outbox.whenFull(), outbox.maxCalls(), patience);
    return this;
  }

  /** Instead of the process's own environment. */
  public PublisherBuilder environment(Map<String, String> variables) {
    environment = Map.copyOf(variables);
    return this;
  }

  /**
   * Begins to connect. A Redis that is not there is waited for.
   *
   * @throws io.jararaca.core.settings.InvalidSettingsException naming each variable that is wrong
   */
  public Publisher build() {
    Map<String, String> variables = new HashMap<>(environment);
    variables.putAll(said);
    PublisherSettings settings = PublisherSettings.read(variables, PodNamespace.FILE);
    RedisBackend redis = RedisBackend.connect(settings.backend(), settings.installName());
    return new Publisher(
        PublisherParts.of(
            settings.namespace(),
            json == null ? PayloadMapper.create() : json,
            settings.quota(),
            outbox,
            redis.ledger(),
            redis::close),
        carried);
  }

  private PublisherBuilder say(String variable, String value) {
    said.put(variable, value);
    return this;
  }
}
