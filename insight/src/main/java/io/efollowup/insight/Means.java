package io.efollowup.insight;

import io.efollowup.glucose.Glucose;
import io.efollowup.glucose.GlucoseTrace;
import java.util.Optional;

/** A mean of readings in mg/dL; those without a number are in no mean. */
final class Means {
  private double sum;
  private int count;

  static Optional<Glucose> of(GlucoseTrace trace) {
    Means means = new Means();
    for (int i = 0; i < trace.size(); i++) {
      means.add(trace.mgdl(i));
    }
    return means.mean();
  }

  private void add(double mgdl) {
    if (!Double.isNaN(mgdl)) {
      sum += mgdl;
      count++;
    }
  }

  private Optional<Glucose> mean() {
    return count == 0 ? Optional.empty() : Optional.of(Glucose.mgdl(sum / count));
  }
}
