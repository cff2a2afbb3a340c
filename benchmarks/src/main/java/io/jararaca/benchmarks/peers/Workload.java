package io.jararaca.benchmarks.peers;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The bursts that a system is put to, in this order: one to warm up, some small ones, a large one.
 *
 * @param small pieces of a small burst
 * @param times how many small bursts count
 * @param large pieces of the large one
 * @param cap how long after its due instant a burst is given up
 */
record Workload(int small, int times, int large, Duration cap) {
  Workload {
    if (small < 1 || times < 1 || large < small || cap.isNegative() || cap.isZero()) {
      throw new IllegalArgumentException(
          "--small, --times and --cap must be 1 or more, --large not less than --small");
    }
  }

  /** The one to warm up included. */
  List<Integer> sizes() {
    List<Integer> sizes = new ArrayList<>();
    for (int i = 0; i <= times; i++) {
      sizes.add(small);
    }
    sizes.add(large);
    return sizes;
  }
}
