package io.jararaca.core.work;

import io.jararaca.core.run.HandlerRef;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** The places for runs in this worker, in all and for each handler, and the deliveries in line. */
final class Slots {

  private final Map<HandlerRef, Integer> free = new HashMap<>();
  private final Deque<DeliveredRun> line = new ArrayDeque<>();
  private int freeInAll;

  Slots(int inAll, Collection<HandlerBinding> handlers) {
    freeInAll = inAll;
    handlers.forEach(handler -> free.put(handler.ref(), handler.concurrency()));
  }

  /** Gives the delivery a slot and begins it, now or in its turn. */
  void admit(DeliveredRun run) {
    if (line.isEmpty() && take(run.handler())) {
      run.begin();
    } else {
      line.add(run);
      serveLine();
    }
  }

  void release(HandlerRef handler) {
    freeInAll++;
    free.merge(handler, 1, Integer::sum);
    serveLine();
  }

  /** Empties the line. */
  List<DeliveredRun> dismiss() {
    List<DeliveredRun> waiting = new ArrayList<>(line);
    line.clear();
    return waiting;
  }

  int waiting() {
    return line.size();
  }

  /** First come, first served, past those whose own handler has no place. */
  private void serveLine() {
    List<DeliveredRun> served = new ArrayList<>();
    Iterator<DeliveredRun> waiting = line.iterator();
    while (freeInAll > 0 && waiting.hasNext()) {
      DeliveredRun run = waiting.next();
      if (take(run.handler())) {
        waiting.remove();
        served.add(run);
      }
    }
    served.forEach(DeliveredRun::begin);
  }

  private boolean take(HandlerRef handler) {
    int left = free.getOrDefault(handler, 0);
    if (freeInAll == 0 || left == 0) {
      return false;
    }
    freeInAll--;
    free.put(handler, left - 1);
    return true;
  }
}
