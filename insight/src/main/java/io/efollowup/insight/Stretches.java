package io.efollowup.insight;

import io.efollowup.glucose.GlucoseZone;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds the stretches on one side of target by walking the readings once. */
final class Stretches {
  private static final Duration SHORTEST = Duration.ofMinutes(15);

  private final Stretch.Side side;
  private final Duration interval;
  private final List<Stretch> found = new ArrayList<>();

  private Optional<CurvePoint> first = Optional.empty();
  private CurvePoint last;
  private CurvePoint extreme;

  private Stretches(Stretch.Side side, Duration interval) {
    this.side = side;
    this.interval = interval;
  }

  static List<Stretch> of(Readings readings) {
    int minutes = readings.intervalMinutes();
    Duration interval = Duration.ofMinutes(minutes);
    Stretches low = new Stretches(Stretch.Side.LOW, interval);
    Stretches high = new Stretches(Stretch.Side.HIGH, interval);
    for (int i = 0; i < readings.trace().size(); i++) {
      boolean gap =
          i > 0
              && readings.isGap(
                  readings.trace().epochSecond(i - 1), readings.trace().epochSecond(i), minutes);
      CurvePoint point = readings.point(i);
      low.next(point, gap);
      high.next(point, gap);
    }
    low.close();
    high.close();
    List<Stretch> all = new ArrayList<>(low.found);
    all.addAll(high.found);
    all.sort(Comparator.comparing(Stretch::from));
    return all;
  }

  private void next(CurvePoint point, boolean gap) {
    if (gap) {
      close();
    }
    if (isOutside(point)) {
      extend(point);
    } else if (first.isPresent() && isBackFor(point, SHORTEST)) {
      close();
    }
  }

  private boolean isOutside(CurvePoint point) {
    return switch (side) {
      case LOW -> Extremes.isBelowTarget(point);
      case HIGH -> Extremes.isAboveTarget(point);
    };
  }

  /** Whether the readings up to this one have been back in target that long. */
  private boolean isBackFor(CurvePoint point, Duration duration) {
    return Duration.between(last.at(), point.at()).compareTo(duration) >= 0;
  }

  private void extend(CurvePoint point) {
    if (first.isEmpty()) {
      first = Optional.of(point);
      extreme = point;
    }
    last = point;
    int order = Extremes.BY_HEIGHT.compare(point, extreme);
    if (side == Stretch.Side.LOW ? order < 0 : order > 0) {
      extreme = point;
    }
  }

  private void close() {
    if (first.isEmpty()) {
      return;
    }
    Instant from = first.get().at();
    Instant to = last.at().plus(interval);
    if (Duration.between(from, to).compareTo(SHORTEST) >= 0) {
      boolean severe =
          extreme.zone() == GlucoseZone.VERY_LOW || extreme.zone() == GlucoseZone.VERY_HIGH;
      found.add(new Stretch(side, from, to, severe, extreme.value()));
    }
    first = Optional.empty();
  }
}
