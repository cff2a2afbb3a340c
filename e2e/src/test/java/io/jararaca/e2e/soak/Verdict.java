package io.jararaca.e2e.soak;

import io.jararaca.e2e.mainjob.RunLog.Attempt;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Compares what handlers wrote, and the reasons recorded, with what must have come: every tick has
 * its run or its reason, no attempts of a run overlap, nor runs of an action that allows none, all
 * ended well, every message was handled. It never asks the ledger what ran.
 */
final class Verdict {

  private final Expectations expectations;
  private final Reasons reasons;
  private final List<Strike> strikes;
  private final Duration runLease;
  private final List<String> complaints = new ArrayList<>();

  private Verdict(
      Expectations expectations, Reasons reasons, List<Strike> strikes, Duration runLease) {
    this.expectations = expectations;
    this.reasons = reasons;
    this.strikes = strikes;
    this.runLease = runLease;
  }

  /** All that is wrong; empty: nothing is. */
  static List<String> on(
      Expectations expectations,
      List<Attempt> attempts,
      Reasons reasons,
      List<Strike> strikes,
      Duration runLease) {
    Verdict verdict = new Verdict(expectations, reasons, strikes, runLease);
    Map<String, List<Attempt>> ofOwner = grouped(attempts);
    for (Expectations.Action action : expectations.actions()) {
      List<Attempt> its = ofOwner.getOrDefault(action.owner(), List.of());
      verdict.everyTickHasItsRunOrItsReason(action.owner(), its);
      verdict.nothingOverlaps(action, its);
      ofOwner.remove(action.owner());
    }
    for (String message : expectations.messages()) {
      List<Attempt> its = ofOwner.getOrDefault(message, List.of());
      if (its.isEmpty()) {
        verdict.complaints.add(message + " was never handled");
      }
      verdict.nothingOverlaps(new Expectations.Action(message, false), its);
      ofOwner.remove(message);
    }
    ofOwner.keySet().forEach(owner -> verdict.complaints.add("a run of a stranger: " + owner));
    verdict.allEndedWell(attempts);
    verdict.complaints.addAll(reasons.wrong());
    return List.copyOf(verdict.complaints);
  }

  private static Map<String, List<Attempt>> grouped(List<Attempt> attempts) {
    Map<String, List<Attempt>> ofOwner = new HashMap<>();
    attempts.forEach(
        attempt -> ofOwner.computeIfAbsent(attempt.owner(), any -> new ArrayList<>()).add(attempt));
    return ofOwner;
  }

  private void everyTickHasItsRunOrItsReason(String owner, List<Attempt> attempts) {
    Map<Instant, Set<String>> runs = new HashMap<>();
    attempts.forEach(
        attempt ->
            runs.computeIfAbsent(attempt.plannedAt(), any -> new HashSet<>()).add(attempt.run()));
    for (Instant tick : expectations.ticks()) {
      Set<String> its = runs.getOrDefault(tick, Set.of());
      String reason = reasons.of(owner, tick).orElse("");
      if (its.isEmpty() && reason.isEmpty()) {
        complaints.add(owner + " at " + tick + ": neither run nor reason");
      }
      if (its.size() > 1) {
        complaints.add(owner + " at " + tick + ": several runs, " + its);
      }
      if (!its.isEmpty() && !reason.isEmpty() && !excused(tick)) {
        complaints.add(owner + " at " + tick + ": ran, and has a reason not to: " + reason);
      }
    }
    Set<Instant> told = new HashSet<>(runs.keySet());
    told.addAll(reasons.of(owner).keySet());
    told.removeIf(expectations::isTick);
    told.forEach(instant -> complaints.add(owner + " at " + instant + ": no such tick"));
  }

  /** In the order of their begins, whoever begins while one before goes on overlaps. */
  private void nothingOverlaps(Expectations.Action action, List<Attempt> attempts) {
    Map<String, Attempt> goingOn = new HashMap<>();
    for (Attempt attempt : inOrder(attempts)) {
      String key = action.together() ? attempt.run() : action.owner();
      Attempt before = goingOn.get(key);
      if (before != null && attempt.begin() < end(before) && !excused(attempt)) {
        complaints.add(before + " and " + attempt + " at once");
      }
      if (before == null || end(attempt) > end(before)) {
        goingOn.put(key, attempt);
      }
    }
  }

  private static List<Attempt> inOrder(List<Attempt> attempts) {
    return attempts.stream().sorted(Comparator.comparingLong(Attempt::begin)).toList();
  }

  /** An attempt whose process was killed went on until then. */
  private long end(Attempt attempt) {
    Long end = attempt.end();
    return end != null ? end : killed(attempt).toEpochMilli();
  }

  /** When its process was killed; never: the end of time. */
  private Instant killed(Attempt attempt) {
    return strikes.stream()
        .filter(
            strike ->
                strike.killed().stream().anyMatch(pod -> attempt.instance().startsWith(pod + "-")))
        .map(Strike::begun)
        .findFirst()
        .orElse(Instant.ofEpochMilli(Long.MAX_VALUE));
  }

  private void allEndedWell(List<Attempt> attempts) {
    Set<String> well = new HashSet<>();
    attempts.stream().filter(Attempt::succeeded).map(Attempt::run).forEach(well::add);
    for (Attempt attempt : attempts) {
      if (attempt.end() == null && killed(attempt).toEpochMilli() == Long.MAX_VALUE) {
        complaints.add(attempt + " never ended");
      }
      if (well.add(attempt.run())) { // once for each run
        complaints.add(attempt.run() + " of " + attempt.owner() + " never succeeded");
      }
    }
  }

  private boolean excused(Attempt attempt) {
    return excused(Instant.ofEpochMilli(attempt.begin())) || excused(attempt.plannedAt());
  }

  private boolean excused(Instant instant) {
    return strikes.stream().anyMatch(strike -> strike.excuses(instant, runLease));
  }
}
