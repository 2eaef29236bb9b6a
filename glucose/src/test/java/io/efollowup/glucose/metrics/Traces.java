package io.efollowup.glucose.metrics;

import io.efollowup.glucose.Glucose;
import io.efollowup.glucose.GlucoseTrace;
import io.efollowup.glucose.GlucoseUnit;
import io.efollowup.glucose.GlucoseValue;
import java.time.Instant;

/** Traces for tests. */
final class Traces {
  static final Instant START = Instant.parse("2000-01-01T00:00:00Z");

  private Traces() {}

  /** A value every {@code minutes} from midnight; NaN leaves its place empty. */
  static GlucoseTrace every(int minutes, GlucoseUnit unit, double... values) {
    GlucoseTrace.Builder builder = new GlucoseTrace.Builder();
    for (int i = 0; i < values.length; i++) {
      if (!Double.isNaN(values[i])) {
        builder.add(
            START.getEpochSecond() + 60L * minutes * i,
            new GlucoseValue.Measured(new Glucose(values[i], unit)));
      }
    }
    return builder.build();
  }

  static GlucoseTrace mgdl(double... values) {
    return every(5, GlucoseUnit.MG_DL, values);
  }
}
