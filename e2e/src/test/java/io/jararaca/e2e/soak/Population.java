package io.jararaca.e2e.soak;

import static io.jararaca.e2e.mainjob.RunningInstall.action;
import static io.jararaca.e2e.mainjob.RunningInstall.message;
import static java.time.temporal.ChronoUnit.MILLIS;
import static java.time.temporal.ChronoUnit.SECONDS;

import io.jararaca.core.run.OwnerKey;
import io.jararaca.e2e.mainjob.RunningInstall;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The resources of one install: actions of each kind that tick every second, and messages. What
 * must come of them is arithmetic.
 */
final class Population {

  private static final Instant FAR = Instant.parse("2100-01-01T00:00:00Z");
  private static final String QUICK = "handler: count";
  private static final String SLOW = "handler: slow-sync, payload: {seconds: 0.4}";

  /** Rules that differ in what they do with ticks that cannot run at once. */
  private enum Kind {
    ALL_TOGETHER(true, QUICK + ", catchUp: All, allowOverlap: true"),
    ALL_IN_TURN(false, SLOW + ", catchUp: All"),
    NEWEST(false, SLOW),
    NONE_LATE(false, QUICK + ", catchUp: None"),
    NEWEST_TOGETHER(true, SLOW + ", allowOverlap: true");

    final boolean together;
    final String rules;

    Kind(boolean together, String rules) {
      this.together = together;
      this.rules = rules;
    }

    static Kind of(int index) {
      return values()[index % values().length];
    }
  }

  private final RunningInstall install;
  private final String namespace;
  private final int actions;
  private final List<String> messages = new ArrayList<>();
  private Duration applying = Duration.ZERO;
  private Instant first = FAR;

  Population(RunningInstall install, String namespace, int actions) {
    this.install = install;
    this.namespace = namespace;
    this.actions = actions;
  }

  RunningInstall install() {
    return install;
  }

  /** Declares all actions; none ticks yet. */
  void declare() {
    apply("");
  }

  /** How soon all actions can have been edited, by what that took the last time. */
  Instant soon() {
    return Instant.now().plus(applying.multipliedBy(3)).plusSeconds(5).truncatedTo(SECONDS);
  }

  /** Lets all actions tick from then on. */
  void beginAt(Instant tick) {
    first = tick;
    apply("");
  }

  /** Lets all actions end: an edit, by which no tick may be lost or come twice. */
  void endAt(Instant last) {
    apply(", endTime: '" + last + "'");
  }

  private void apply(String end) {
    Instant begun = Instant.now();
    install.applyMany(
        IntStream.range(0, actions)
            .mapToObj(
                i ->
                    action(
                        name(i),
                        "{cron: '* * * * * *', historyLimit: 20, retry: {maxAttempts: 3}, %s, startTime: '%s'%s}"
                            .formatted(Kind.of(i).rules, first, end)))
            .collect(Collectors.joining()));
    applying = Duration.between(begun, Instant.now());
  }

  /** Declares messages that come due one after the other within that many seconds. */
  void declareMessages(int count, Instant from, int seconds) {
    StringBuilder manifests = new StringBuilder();
    for (int i = 0; i < count; i++) {
      String name = "message-" + messages.size();
      messages.add(name);
      manifests.append(
          message(
              name,
              "{%s, deliverAt: '%s'}"
                  .formatted(
                      i % 2 == 0 ? QUICK : SLOW,
                      from.plusMillis(1000L * seconds * i / count).truncatedTo(MILLIS))));
    }
    install.applyMany(manifests.toString());
  }

  List<OwnerKey> owners() {
    return IntStream.range(0, actions)
        .mapToObj(i -> OwnerKey.scheduledAction(namespace, name(i)))
        .toList();
  }

  /** What must have come of it when the last tick was that. */
  Expectations expectations(Instant last) {
    return new Expectations(
        IntStream.range(0, actions)
            .mapToObj(
                i ->
                    new Expectations.Action(
                        OwnerKey.scheduledAction(namespace, name(i)).toString(),
                        Kind.of(i).together))
            .toList(),
        messages.stream().map(name -> OwnerKey.delayedMessage(namespace, name).toString()).toList(),
        first,
        last);
  }

  private static String name(int index) {
    return "action-" + index;
  }
}
