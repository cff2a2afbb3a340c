package io.jararaca.core.simulation;

import io.jararaca.core.action.CatchUp;
import io.jararaca.core.action.MessageDefinition;
import io.jararaca.core.action.RunTemplate;
import io.jararaca.core.action.TickRules;
import io.jararaca.core.ledger.OnDuplicate;
import io.jararaca.core.run.HandlerRef;
import io.jararaca.core.run.Owner;
import io.jararaca.core.run.OwnerKey;
import io.jararaca.core.run.RetryPolicy;
import io.jararaca.core.run.RunSpec;
import io.jararaca.core.schedule.DstGapPolicy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes up resources, of every kind that behaves in its own way. */
final class Declarations {

  static final String RESCUE = "rescue";
  static final int MOST_ACTIONS = 5;
  static final int MOST_MESSAGES = 5;

  private static final List<String> ZONES =
      List.of("UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe");

  private final Chance chance;

  Declarations(Chance chance) {
    this.chance = chance;
  }

  static HandlerRef handlerOf(String name) {
    return new HandlerRef("default", name);
  }

  DeclaredAction action(int index, String uid, Instant now) {
    String name = "a" + index;
    CatchUp catchUp = CatchUp.values()[index % 3];
    boolean allowOverlap = chance.percent(35);
    boolean broadcast = index == 3;
    Duration deadline = chance.percent(30) ? chance.millis(4, 20).multipliedBy(1000) : null;
    TickRules rules =
        new TickRules(
            allowOverlap,
            chance.number(2, 4),
            catchUp,
            deadline,
            false,
            chance.percent(10) ? chance.number(3, 8) : null,
            null,
            chance.number(0, 5));
    return new DeclaredAction(
        name, uid, 1, schedule(now), rules, template(name, broadcast), null, now);
  }

  PlainSchedule schedule(Instant now) {
    Duration jitter = chance.percent(20) ? Duration.ofSeconds(3) : Duration.ZERO;
    String zone = chance.oneOf(ZONES);
    DstGapPolicy gap = chance.of(DstGapPolicy.values());
    if (chance.percent(45)) {
      return new PlainSchedule(chance.number(2, 16), 1, "*", "*", "UTC", gap, jitter);
    }
    String hour = String.valueOf(now.atZone(java.time.ZoneId.of(zone)).getHour());
    return new PlainSchedule(
        0, chance.of(3, 5, 10, 20), "*", chance.of("*", "*", "*/2", hour, "2"), zone, gap, jitter);
  }

  private RunTemplate template(String name, boolean broadcast) {
    Duration timeout =
        broadcast || chance.percent(40) ? chance.millis(3, 9).multipliedBy(1000) : null;
    RetryPolicy retry =
        new RetryPolicy(chance.number(1, 4), Duration.ofMillis(500), Duration.ofSeconds(4), 2, 25);
    return new RunTemplate(
        handlerOf(name),
        body(name + " 1"),
        Map.of(),
        timeout,
        retry,
        chance.percent(20) ? 0 : RunSpec.DEFAULT_MAX_LOSSES,
        !broadcast,
        chance.percent(30) ? RESCUE : null);
  }

  MessageDefinition message(int index, String uid, Instant now) {
    String name = "m" + index;
    boolean keyed = index < 2 && chance.percent(60);
    return new MessageDefinition(
        new Owner(OwnerKey.delayedMessage("default", name), uid),
        1,
        millis(now.plus(chance.millis(0, 50_000))),
        chance.percent(25) ? chance.millis(5, 30).multipliedBy(1000) : null,
        keyed ? "key" : null,
        chance.of(OnDuplicate.values()),
        template(name, false).withPayload(body(name + " 1")),
        false);
  }

  MessageDefinition edited(MessageDefinition old, Instant now) {
    return edited(old, millis(now.plus(chance.millis(0, 20_000))), old.generation() + 1);
  }

  MessageDefinition editedForSoon(MessageDefinition old, Instant now) {
    return edited(old, millis(now.plus(chance.millis(0, 500))), old.generation() + 1);
  }

  private static MessageDefinition edited(
      MessageDefinition old, Instant deliverAt, long generation) {
    return with(
        old,
        generation,
        deliverAt,
        old.template().withPayload(body(old.key().name() + " " + generation)),
        old.cancel());
  }

  MessageDefinition cancelled(MessageDefinition old) {
    return with(old, old.generation() + 1, old.deliverAt(), old.template(), true);
  }

  private static MessageDefinition with(
      MessageDefinition old,
      long generation,
      Instant deliverAt,
      RunTemplate template,
      boolean cancel) {
    @Nullable Duration expireAfter = old.expireAfter();
    return new MessageDefinition(
        old.owner(),
        generation,
        deliverAt,
        expireAfter,
        old.idempotencyKey(),
        old.onDuplicate(),
        template,
        cancel);
  }

  private static Instant millis(Instant instant) {
    return Instant.ofEpochMilli(instant.toEpochMilli());
  }

  private static byte[] body(String text) {
    return ("\"" + text + "\"").getBytes(StandardCharsets.UTF_8);
  }
}
