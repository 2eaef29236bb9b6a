package io.efollowup.glucose.metrics;

import io.efollowup.glucose.GlucoseTrace;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.OptionalDouble;

/** Tells how a trace answered meals; see {@link MealResponse}. Immutable. */
public final class MealResponses {
  private static final Duration BEFORE = Duration.ofHours(1);
  private static final Duration AFTER = Duration.ofHours(3);
  private static final Duration RECOVERY = Duration.ofHours(1);

  private final Optional<DayGrid> grid;

  private MealResponses(Optional<DayGrid> grid) {
    this.grid = grid;
  }

  /**
   * Looks at a trace.
   *
   * @param zone the zone whose days lay out the grid
   */
  public static MealResponses of(GlucoseTrace trace, ZoneId zone) {
    return new MealResponses(
        SamplingInterval.makesACurve(trace) ? DayGrid.of(trace, zone) : Optional.empty());
  }

  /** The answer to a meal at this time. */
  public MealOutcome at(Instant meal) {
    if (grid.isEmpty()) {
      return new MealOutcome.Unavailable("The trace has no readings at most 45 minutes apart.");
    }
    DayGrid points = grid.get();
    int aligned = aligned(points, meal.getEpochSecond());
    return aligned < 0
        ? new MealOutcome.Unavailable("No reading is near the meal.")
        : respond(points, meal, aligned);
  }

  private static MealOutcome respond(DayGrid points, Instant meal, int aligned) {
    long at = points.epochSecond(aligned);
    double baseline = meanBetween(points, at - BEFORE.toSeconds(), at);
    if (Double.isNaN(baseline)) {
      return new MealOutcome.Unavailable("Glucose in the hour before the meal is unknown.");
    }
    int peak = peakBetween(points, aligned + 1, at + AFTER.toSeconds());
    if (peak < 0) {
      return new MealOutcome.Unavailable("Glucose in the three hours after the meal is unknown.");
    }
    double top = points.value(peak);
    return new MealResponse(
        meal,
        Instant.ofEpochSecond(at),
        baseline,
        top,
        Instant.ofEpochSecond(points.epochSecond(peak)),
        recovery(baseline, top, valueAt(points, points.epochSecond(peak) + RECOVERY.toSeconds())));
  }

  /** Nearest point with a value, at most a step away, the earlier of two; negative for none. */
  private static int aligned(DayGrid points, long meal) {
    long step = 60L * points.intervalMinutes();
    int nearest = -1;
    for (int i = points.firstNotBefore(meal - step);
        i < points.size() && points.epochSecond(i) <= meal + step;
        i++) {
      boolean nearer =
          nearest < 0
              || Math.abs(points.epochSecond(i) - meal)
                  < Math.abs(points.epochSecond(nearest) - meal);
      if (nearer && !Double.isNaN(points.value(i))) {
        nearest = i;
      }
    }
    return nearest;
  }

  private static double meanBetween(DayGrid points, long from, long to) {
    int first = points.firstNotBefore(from);
    int end = points.firstNotBefore(to);
    Sample values = new Sample(end - first);
    for (int i = first; i < end; i++) {
      values.add(points.value(i));
    }
    return values.mean();
  }

  /** The first of the highest points with a value; negative for none. */
  private static int peakBetween(DayGrid points, int first, long to) {
    int peak = -1;
    for (int i = first; i < points.size() && points.epochSecond(i) <= to; i++) {
      boolean higher = peak < 0 || points.value(i) > points.value(peak);
      if (higher && !Double.isNaN(points.value(i))) {
        peak = i;
      }
    }
    return peak;
  }

  private static double valueAt(DayGrid points, long second) {
    int i = points.firstNotBefore(second);
    return i < points.size() && points.epochSecond(i) == second ? points.value(i) : Double.NaN;
  }

  private static OptionalDouble recovery(double baseline, double peak, double after) {
    double share = (peak - after) / (peak - baseline);
    return Double.isFinite(share) ? OptionalDouble.of(share) : OptionalDouble.empty();
  }
}
