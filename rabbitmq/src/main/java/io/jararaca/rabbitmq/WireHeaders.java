package io.jararaca.rabbitmq;

import java.util.List;
import java.util.Set;

/** The headers of a run on the wire, fixed in docs/wire-protocol.md. */
final class WireHeaders {

  static final String SPEC_VERSION = "cloudEvents_specversion";
  static final String TYPE = "cloudEvents_type";
  static final String ID = "cloudEvents_id";
  static final String SOURCE = "cloudEvents_source";
  static final String TIME = "cloudEvents_time";

  static final String INSTALL = "jararaca-install";
  static final String REV = "jararaca-rev";
  static final String INCARNATION = "jararaca-incarnation";
  static final String ORIGIN = "jararaca-origin";
  static final String OWNER_KIND = "jararaca-owner-kind";
  static final String OWNER_NAMESPACE = "jararaca-owner-namespace";
  static final String OWNER_NAME = "jararaca-owner-name";
  static final String OWNER_UID = "jararaca-owner-uid";
  static final String HANDLER = "jararaca-handler";
  static final String EXPIRES_AT = "jararaca-expires-at";
  static final String TIMEOUT_MS = "jararaca-timeout-ms";
  static final String RETRY = "jararaca-retry";
  static final String MAX_LOSSES = "jararaca-max-losses";
  static final String SLOT_LIMIT = "jararaca-slot-limit";
  static final String EXCLUSIVE = "jararaca-exclusive";
  static final String EXCEPTION_HANDLER = "jararaca-exception-handler";

  /** Begins the names of what is on dead letters alone. */
  static final String DEAD = "jararaca-dead-";

  static final String DEAD_REASON = DEAD + "reason";

  /** The queue that it lay in. */
  static final String DEAD_QUEUE = DEAD + "queue";

  /** How many headers, the largest, found no room beside these. */
  static final String DEAD_LEFT_OUT = DEAD + "left-out";

  /** Not ours: the broker sends a copy to each routing key that they list. */
  static final List<String> SENDER_SELECTED = List.of("CC", "BCC");

  /** Before the name of each of the user's own headers. */
  static final String USER = "user-";

  /** The user's headers that travel under their own names (W3C Trace Context: AMQP). */
  static final Set<String> TRACE = Set.of("traceparent", "tracestate");

  private WireHeaders() {}
}
