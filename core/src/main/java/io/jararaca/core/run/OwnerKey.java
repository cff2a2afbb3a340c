package io.jararaca.core.run;

import static java.util.Objects.requireNonNull;

/**
 * Names the resource that a run belongs to: {@code kind/namespace/name}. It outlives the resource:
 * one deleted and created again has the same key and another uid.
 */
public record OwnerKey(String kind, String namespace, String name) {

  public static final String SCHEDULED_ACTION = "ScheduledAction";
  public static final String DELAYED_MESSAGE = "DelayedMessage";

  /** Stands for what programs publish to a handler: there is no resource, hence no status. */
  public static final String MESSAGE = "Message";

  public OwnerKey {
    requirePart("kind", kind);
    requirePart("namespace", namespace);
    requirePart("name", name);
  }

  public static OwnerKey scheduledAction(String namespace, String name) {
    return new OwnerKey(SCHEDULED_ACTION, namespace, name);
  }

  public static OwnerKey delayedMessage(String namespace, String name) {
    return new OwnerKey(DELAYED_MESSAGE, namespace, name);
  }

  /** The owner of all messages that programs publish to that handler. */
  public static OwnerKey message(String namespace, String handler) {
    return new OwnerKey(MESSAGE, namespace, handler);
  }

  /** Reads what {@link #toString()} wrote. */
  public static OwnerKey parse(String text) {
    String[] parts = text.split("/", -1);
    if (parts.length != 3) {
      throw new IllegalArgumentException(
          "owner key \"" + text + "\": expected kind/namespace/name");
    }
    return new OwnerKey(parts[0], parts[1], parts[2]);
  }

  /** The partition that holds everything about this owner. */
  public Partition partition() {
    return Partition.of(toString());
  }

  @Override
  public String toString() {
    return kind + "/" + namespace + "/" + name;
  }

  private static void requirePart(String field, String value) {
    requireNonNull(value, field);
    if (value.isEmpty() || value.indexOf('/') >= 0 || value.indexOf('\0') >= 0) {
      throw new IllegalArgumentException(
          field + " \"" + value + "\": must not be empty, nor hold \"/\" or NUL");
    }
  }
}
