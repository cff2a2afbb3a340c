package io.jararaca.rabbitmq;

import static io.jararaca.rabbitmq.WireHeaders.*;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.jararaca.core.ledger.Publication;
import io.jararaca.core.run.HandlerRef;
import io.jararaca.core.run.Origin;
import io.jararaca.core.run.Owner;
import io.jararaca.core.run.OwnerKey;
import io.jararaca.core.run.RetryPolicy;
import io.jararaca.core.run.RunId;
import io.jararaca.core.run.RunSpec;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Runs as AMQP messages: a CloudEvent 1.0 in binary mode (AMQP binding, section 3.1), with what
 * else belongs to the run in {@code jararaca-} headers. The payload is the body.
 *
 * @param install written into every message, and demanded of every message
 */
record RunCodec(String install) {

  private static final String CLOUD_EVENTS = "1.0";

  /** Another version of this protocol would be another type. */
  private static final String RUN = "io.jararaca.run.v1";

  private static final int PERSISTENT = 2;
  private static final String JSON = "application/json";
  private static final int MAX_NAME_BYTES = 255;

  /** All headers travel in one frame, which ends at 128 KiB; ours take the least of it. */
  private static final int MAX_USER_BYTES = 96 * 1024;

  /**
   * What an absent header means. Fixed by the protocol, whatever the defaults become: a header less
   * spares the broker a microsecond.
   */
  private static final String USUAL_REV = "0";

  private static final String USUAL_ORIGIN = "Tick";
  private static final String USUAL_RETRY = "1,1000,60000,2.0,25";
  private static final String USUAL_MAX_LOSSES = "3";
  private static final String USUAL_EXCLUSIVE = "true";

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._-]*");

  /**
   * @throws IllegalArgumentException when the run cannot be put on the wire; the message names the
   *     field
   */
  BasicProperties encode(Publication publication) {
    RunSpec spec = publication.spec();
    OwnerKey owner = spec.owner().key();
    if (!owner.namespace().equals(spec.handler().namespace())) {
      throw new IllegalArgumentException(
          "handler " + spec.handler() + ": must be in the namespace of its owner, " + owner);
    }
    Map<String, Object> headers = new HashMap<>(32);
    headers.put(SPEC_VERSION, CLOUD_EVENTS);
    headers.put(TYPE, RUN);
    headers.put(ID, spec.id().toString());
    headers.put(SOURCE, source(owner));
    headers.put(TIME, spec.plannedAt().toString());
    headers.put(INSTALL, install);
    headers.put(INCARNATION, publication.incarnation());
    headers.put(OWNER_KIND, owner.kind());
    headers.put(OWNER_NAMESPACE, owner.namespace());
    headers.put(OWNER_NAME, owner.name());
    headers.put(OWNER_UID, spec.owner().uid());
    headers.put(HANDLER, spec.handler().name());
    headers.put(SLOT_LIMIT, spec.slotLimit());
    putUnlessUsual(headers, REV, publication.rev(), USUAL_REV);
    putUnlessUsual(headers, ORIGIN, spec.origin().label(), USUAL_ORIGIN);
    putUnlessUsual(headers, RETRY, WireValues.text(spec.retry()), USUAL_RETRY);
    putUnlessUsual(headers, MAX_LOSSES, spec.maxLosses(), USUAL_MAX_LOSSES);
    putUnlessUsual(headers, EXCLUSIVE, spec.exclusive(), USUAL_EXCLUSIVE);
    if (spec.expiresAt() != null) {
      headers.put(EXPIRES_AT, spec.expiresAt().toString());
    }
    if (spec.timeout() != null) {
      headers.put(TIMEOUT_MS, spec.timeout().toMillis());
    }
    if (spec.exceptionHandler() != null) {
      headers.put(EXCEPTION_HANDLER, spec.exceptionHandler());
    }
    putUsers(headers, spec.headers());
    return new BasicProperties.Builder()
        .messageId(spec.id().toString())
        .deliveryMode(PERSISTENT)
        .contentType(publication.body().length == 0 ? null : JSON)
        .headers(headers)
        .build();
  }

  /**
   * @throws UnreadableMessageException when it is not a run of this install
   */
  Publication decode(BasicProperties properties, byte[] body) throws UnreadableMessageException {
    HeaderReader headers = new HeaderReader(properties.getHeaders());
    headers.require(SPEC_VERSION, CLOUD_EVENTS);
    headers.require(TYPE, RUN);
    headers.require(INSTALL, install);
    RunId id = headers.read(ID, RunId::parse);
    String namespace = headers.text(OWNER_NAMESPACE);
    OwnerKey key =
        headers.made(
            OWNER_NAME,
            () -> new OwnerKey(headers.text(OWNER_KIND), namespace, headers.text(OWNER_NAME)));
    Owner owner = headers.read(OWNER_UID, uid -> new Owner(key, uid));
    HandlerRef handler = headers.read(HANDLER, name -> new HandlerRef(namespace, name));
    Origin origin = headers.readOr(ORIGIN, USUAL_ORIGIN, Origin::ofLabel);
    Instant plannedAt = headers.read(TIME, WireValues::instant);
    Instant expiresAt = headers.readIfPresent(EXPIRES_AT, WireValues::instant);
    Duration timeout = headers.readIfPresent(TIMEOUT_MS, WireValues::duration);
    RetryPolicy retry = headers.readOr(RETRY, USUAL_RETRY, WireValues::retry);
    int maxLosses = headers.readOr(MAX_LOSSES, USUAL_MAX_LOSSES, Integer::parseInt);
    int slotLimit = headers.read(SLOT_LIMIT, Integer::parseInt);
    boolean exclusive = headers.readOr(EXCLUSIVE, USUAL_EXCLUSIVE, WireValues::truth);
    String exceptionHandler = headers.readIfPresent(EXCEPTION_HANDLER, text -> text);
    int rev = headers.readOr(REV, USUAL_REV, WireValues::count);
    RunSpec spec =
        headers.made(
            ID,
            () ->
                new RunSpec(
                    id,
                    owner,
                    origin,
                    handler,
                    plannedAt,
                    expiresAt,
                    timeout,
                    retry,
                    maxLosses,
                    slotLimit,
                    exclusive,
                    exceptionHandler,
                    headers.user()));
    return new Publication(spec, rev, headers.text(INCARNATION), body);
  }

  private static String source(OwnerKey owner) {
    return "/"
        + escaped(owner.kind())
        + "/"
        + escaped(owner.namespace())
        + "/"
        + escaped(owner.name());
  }

  private static String escaped(String part) {
    return PLAIN.matcher(part).matches()
        ? part
        : URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static String wireName(String userName) {
    String name = TRACE.contains(userName) ? userName : USER + userName;
    if (name.getBytes(StandardCharsets.UTF_8).length > MAX_NAME_BYTES) {
      throw new IllegalArgumentException(
          "headers: the name \"" + userName + "\" must be at most 250 bytes in UTF-8");
    }
    return name;
  }

  private static void putUsers(Map<String, Object> headers, Map<String, String> users) {
    long bytes = 0;
    for (Map.Entry<String, String> header : users.entrySet()) {
      headers.put(wireName(header.getKey()), header.getValue());
      bytes += header.getKey().getBytes(StandardCharsets.UTF_8).length;
      bytes += header.getValue().getBytes(StandardCharsets.UTF_8).length;
    }
    if (bytes > MAX_USER_BYTES) {
      throw new IllegalArgumentException(
          "headers: must be at most " + MAX_USER_BYTES + " bytes in UTF-8 together");
    }
  }

  private static void putUnlessUsual(
      Map<String, Object> headers, String name, Object value, String usual) {
    if (!value.toString().equals(usual)) {
      headers.put(name, value);
    }
  }
}
