package io.jararaca.redis;

import io.jararaca.core.ledger.Claim;
import io.jararaca.core.ledger.ClaimResult;
import io.jararaca.core.run.PassedRange;
import io.jararaca.core.run.PassedReason;
import io.jararaca.core.run.RunSpec;
import java.util.List;

/** Claims and their results, as claim.lua lists them. */
final class ClaimWire {

  private ClaimWire() {}

  static void write(Claim claim, FunctionArguments to) {
    if (claim instanceof Claim.Tick tick) {
      writeTick(tick, to);
    } else if (claim instanceof Claim.Trigger trigger) {
      to.add("Trigger").add(trigger.owner().key().toString()).add(trigger.owner().uid());
      to.add(trigger.value());
      writeRun(trigger.run(), trigger.body(), trigger.instances(), to);
    }
  }

  private static void writeTick(Claim.Tick tick, FunctionArguments to) {
    to.add("Tick").add(tick.owner().key().toString()).add(tick.owner().uid());
    to.add(tick.effectiveFrom()).add(tick.cursor()).add(tick.upTo());
    to.add(tick.passed().size());
    tick.passed().forEach(range -> writeRange(range, to));
    RunSpec run = tick.run();
    to.add(run != null);
    if (run != null) {
      writeRun(run, tick.body(), tick.instances(), to);
    }
  }

  static void writeRange(PassedRange range, FunctionArguments to) {
    to.add(range.from()).add(range.to()).add(range.count()).add(range.reason().label());
  }

  private static void writeRun(
      RunSpec run, byte[] body, List<String> instances, FunctionArguments to) {
    SpecWire.write(run, to);
    to.add(body).add(instances.size());
    instances.forEach(to::add);
  }

  static ClaimResult read(Reply result, String incarnation) {
    return switch (result.text(0)) {
      case "Claimed" -> new ClaimResult.Claimed(incarnation);
      case "AlreadyClaimed" -> new ClaimResult.AlreadyClaimed();
      case "AlreadyHandled" -> new ClaimResult.AlreadyHandled();
      case "Skipped" -> new ClaimResult.Skipped(PassedReason.ofLabel(result.text(1)));
      case "SlotBusy" -> new ClaimResult.SlotBusy();
      case "Moved" -> new ClaimResult.Moved(result.instant(1));
      case "Changed" -> new ClaimResult.Changed();
      case "Gone" -> new ClaimResult.Gone();
      default -> throw new IllegalStateException("claim result \"" + result.text(0) + "\"");
    };
  }
}
