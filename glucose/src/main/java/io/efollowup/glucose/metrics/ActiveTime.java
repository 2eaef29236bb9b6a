package io.efollowup.glucose.metrics;

import io.efollowup.glucose.GlucoseTrace;

/**
 * How much of the time between the first and the last reading the sensor was active, by iglu's
 * {@code active_percent} with the trace's own interval. Out-of-range readings are activity.
 */
final class ActiveTime {
  private ActiveTime() {}

  static double percent(GlucoseTrace trace) {
    int interval = SamplingInterval.minutes(trace);
    double span = (trace.epochSecond(trace.size() - 1) - trace.epochSecond(0)) / 60.0;
    double expected = Math.rint(Math.rint(span) / interval) + 1;
    long gapSeconds = 0;
    int gaps = 0;
    for (int i = 1; i < trace.size(); i++) {
      long difference = trace.epochSecond(i) - trace.epochSecond(i - 1);
      if (Math.rint(difference / 60.0) > interval) {
        gapSeconds += difference;
        gaps++;
      }
    }
    double missing = Math.rint((gapSeconds / 60.0 - (double) gaps * interval) / interval);
    return 100 * (expected - missing) / expected;
  }
}
