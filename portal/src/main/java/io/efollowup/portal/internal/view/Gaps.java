package io.efollowup.portal.internal.view;

import io.efollowup.glucose.GlucoseTrace;
import java.util.Arrays;

/** When two neighbouring readings are too far apart to be joined by a line. */
public final class Gaps {
  private static final long SHORTEST_SECONDS = 20 * 60;
  private static final int MISSED_READINGS = 3;

  private Gaps() {}

  /** Seconds above which the time between two readings of a trace is a gap. */
  public static long limitSeconds(GlucoseTrace trace) {
    if (trace.size() < 2) {
      return SHORTEST_SECONDS;
    }
    long[] steps = new long[trace.size() - 1];
    for (int i = 1; i < trace.size(); i++) {
      steps[i - 1] = trace.epochSecond(i) - trace.epochSecond(i - 1);
    }
    Arrays.sort(steps);
    return Math.max(SHORTEST_SECONDS, MISSED_READINGS * steps[steps.length / 2]);
  }
}
