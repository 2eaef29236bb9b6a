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

  /**
   * Numbers the unbroken stretches of a trace: two readings are joined by a line when they have the
   * same number, however many between them are left out of the drawing.
   */
  public static int[] stretches(GlucoseTrace trace) {
    long limit = limitSeconds(trace);
    int[] stretches = new int[trace.size()];
    for (int i = 1; i < trace.size(); i++) {
      boolean gap = trace.epochSecond(i) - trace.epochSecond(i - 1) > limit;
      stretches[i] = stretches[i - 1] + (gap ? 1 : 0);
    }
    return stretches;
  }
}
