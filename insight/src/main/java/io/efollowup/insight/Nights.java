package io.efollowup.insight;

import io.efollowup.glucose.Glucose;
import io.efollowup.glucose.GlucoseTrace;
import io.efollowup.glucose.GlucoseValue;
import io.efollowup.glucose.GlucoseZone;
import io.efollowup.glucose.metrics.RangeShares;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** Looks at each night of a wear. */
final class Nights {
  private static final LocalTime SIX = LocalTime.of(6, 0);
  private static final Duration HALF_HOUR = Duration.ofMinutes(30);

  private final Wear wear;
  private final List<MealOccasion> meals;

  private Nights(Wear wear, List<MealOccasion> meals) {
    this.wear = wear;
    this.meals = meals;
  }

  /** The nights of the period, those without readings included. */
  static List<Night> of(Wear wear, List<MealOccasion> meals) {
    Nights nights = new Nights(wear, meals);
    return wear.days().map(nights::night).toList();
  }

  private Night night(LocalDate day) {
    Instant from = wear.at(day, LocalTime.MIDNIGHT);
    Instant to = wear.at(day, SIX);
    GlucoseTrace trace = wear.trace().between(from, to);
    RangeShares shares = wear.readings().targets().shares(trace);
    int first = wear.trace().firstNotBefore(from);
    Optional<CurvePoint> lowest =
        IntStream.range(first, first + trace.size())
            .mapToObj(wear.readings()::point)
            .min(Extremes.BY_HEIGHT);
    return new Night(
        day,
        trace.size(),
        Means.of(trace),
        shares,
        time(shares, GlucoseZone.VERY_LOW, GlucoseZone.LOW),
        time(shares, GlucoseZone.HIGH, GlucoseZone.VERY_HIGH),
        lowest,
        morningRise(day, lowest));
  }

  private Duration time(RangeShares shares, GlucoseZone one, GlucoseZone other) {
    return Duration.ofMinutes((shares.count(one) + shares.count(other)) * wear.intervalMinutes());
  }

  private OptionalDouble morningRise(LocalDate day, Optional<CurvePoint> lowest) {
    if (lowest.isEmpty() || Extremes.isBelowTarget(lowest.get())) {
      return OptionalDouble.empty();
    }
    Instant morning = TimeBlocks.fasting(wear, meals, day).to();
    OptionalDouble before = wear.mean(morning.minus(HALF_HOUR), morning);
    return before.isPresent()
            && lowest.get().value() instanceof GlucoseValue.Measured(Glucose glucose)
        ? OptionalDouble.of(before.getAsDouble() - glucose.mgdl())
        : OptionalDouble.empty();
  }
}
