package io.efollowup.testkit.shanghai;

import java.util.Map;
import java.util.TreeMap;

/** What of the data the two files do not hold, or hold only in part: reasons with their counts. */
public final class Omissions {
  private final Map<String, Integer> counts = new TreeMap<>();

  void count(String reason) {
    counts.merge(reason, 1, Integer::sum);
  }

  void add(Omissions other) {
    other.counts.forEach((reason, count) -> counts.merge(reason, count, Integer::sum));
  }

  /** Counts by reason, in the order of the alphabet. */
  public Map<String, Integer> counts() {
    return Map.copyOf(counts);
  }
}
