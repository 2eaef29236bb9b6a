package io.efollowup.insight;

import io.efollowup.glucose.CareEvent;
import io.efollowup.glucose.GlucoseTrace;
import java.time.Duration;
import java.time.Instant;

/**
 * Marks lows that look like pressure on the sensor (a sleeper lying on it) as suspect. The
 * phenomenon: Mensh et al., J Diabetes Sci Technol 7:863 (2013); its detection without other
 * knowledge: Baysal et al., J Diabetes Sci Technol 8:1091 (2014); its usual length of 30 to 70
 * minutes and depth of 10 to 48 mg/dL: Facchinetti et al., Diabetes Technol Ther 18 (2016),
 * doi:10.1089/dia.2015.0250. The limits here are this project's own reading of these.
 *
 * <p>All must hold: it begins between 22:00 and 08:00; readings come at least every 5 minutes; no
 * more than 70 minutes below target; before it glucose, steady within 30 mg/dL for half an hour,
 * falls by 20 mg/dL or more within 15 minutes; after it, within 30 minutes, it stands within 20
 * mg/dL of where it fell from; no food from its begin to 15 minutes after its end; no food, fast
 * insulin or exercise in the three hours before. A mark says: check with a finger-stick. The
 * readings stay in every figure.
 */
final class CompressionRule {
  private static final int COARSEST_MINUTES = 5;
  private static final int NIGHT_BEGINS = 22;
  private static final int NIGHT_ENDS = 8;
  private static final Duration LONGEST = Duration.ofMinutes(70);
  private static final Duration CAUSES = Duration.ofHours(3);
  private static final Duration QUARTER = Duration.ofMinutes(15);
  private static final Duration HALF_HOUR = Duration.ofMinutes(30);
  private static final double FALL = 20;
  private static final double NEAR = 20;
  private static final double STEADY = 30;
  private static final int LEAST_BEFORE = 4;

  private final Wear wear;

  CompressionRule(Wear wear) {
    this.wear = wear;
  }

  boolean suspects(Stretch low) {
    int hour = wear.local(low.from()).getHour();
    int interval = wear.intervalMinutes();
    return (hour >= NIGHT_BEGINS || hour < NIGHT_ENDS)
        && interval > 0
        && interval <= COARSEST_MINUTES
        && low.duration().compareTo(LONGEST) <= 0
        && !hasCause(low)
        && fallsAndReturns(low);
  }

  private boolean hasCause(Stretch low) {
    Instant from = low.from().minus(CAUSES);
    return wear.hasEvent(CareEvent.Meal.class, from, low.to().plus(QUARTER))
        || wear.hasFastInsulin(from, low.to())
        || wear.events(CareEvent.Exercise.class).stream()
            .anyMatch(e -> Exercises.end(e).isAfter(from) && e.at().isBefore(low.to()));
  }

  private boolean fallsAndReturns(Stretch low) {
    double before = fallenFrom(low);
    double after = highest(low.to(), low.to().plus(HALF_HOUR));
    return !Double.isNaN(before) && after >= before - NEAR;
  }

  /**
   * The level that glucose fell from: the earlier reading of the steepest fall within 15 minutes in
   * the half hour before the low and its first quarter of an hour; NaN where no fall was steep
   * enough.
   */
  private double fallenFrom(Stretch low) {
    GlucoseTrace trace = wear.trace();
    Instant end = low.from().plus(QUARTER);
    double steepest = FALL;
    double from = Double.NaN;
    int first = trace.firstNotBefore(low.from().minus(HALF_HOUR));
    for (int i = first; i < trace.size() && !trace.at(i).isAfter(end); i++) {
      for (int j = i + 1; j < trace.size() && isSoon(trace, i, j); j++) {
        double fall = trace.mgdl(i) - trace.mgdl(j);
        if (fall >= steepest && isSteadyBefore(trace, i)) {
          steepest = fall;
          from = trace.mgdl(i);
        }
      }
    }
    return from;
  }

  private static boolean isSteadyBefore(GlucoseTrace trace, int i) {
    double least = trace.mgdl(i);
    double most = least;
    int first = trace.firstNotBefore(trace.at(i).minus(HALF_HOUR));
    for (int j = first; j < i; j++) {
      if (!trace.isMeasured(j)) {
        return false;
      }
      least = Math.min(least, trace.mgdl(j));
      most = Math.max(most, trace.mgdl(j));
    }
    return i - first >= LEAST_BEFORE && most - least <= STEADY;
  }

  private static boolean isSoon(GlucoseTrace trace, int i, int j) {
    return trace.epochSecond(j) - trace.epochSecond(i) <= QUARTER.toSeconds();
  }

  private double highest(Instant from, Instant to) {
    GlucoseTrace trace = wear.trace();
    double highest = Double.NEGATIVE_INFINITY;
    int first = trace.firstNotBefore(from);
    for (int i = first; i < trace.size() && !trace.at(i).isAfter(to); i++) {
      highest = trace.isMeasured(i) ? Math.max(highest, trace.mgdl(i)) : highest;
    }
    return highest;
  }
}
