package io.efollowup.insight;

import io.efollowup.glucose.CareEvent;
import io.efollowup.glucose.GlucoseTrace;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Cuts a period into its days. */
final class DayViews {
  private final Readings readings;
  private final List<CareEvent> events;
  private final int intervalMinutes;

  private DayViews(Readings readings, List<CareEvent> events) {
    this.readings = readings;
    this.events = events.stream().sorted(Comparator.comparing(CareEvent::at)).toList();
    this.intervalMinutes = readings.intervalMinutes();
  }

  static List<DayView> of(Readings readings, List<CareEvent> events, DayRange period) {
    DayViews views = new DayViews(readings, events);
    List<DayView> daily = new ArrayList<>(period.days());
    for (int day = 0; day < period.days(); day++) {
      daily.add(views.day(period.firstDay().plusDays(day)));
    }
    return daily;
  }

  private DayView day(LocalDate date) {
    DayRange range = new DayRange(date, 1);
    Instant start = range.start(readings.zone());
    Instant end = range.end(readings.zone());
    List<CurvePoint> points = new ArrayList<>();
    int last = readings.trace().firstNotBefore(end);
    for (int i = readings.trace().firstNotBefore(start); i < last; i++) {
      points.add(readings.point(i));
    }
    return new DayView(
        date,
        segments(points),
        figures(readings.trace().between(start, end), Duration.between(start, end)),
        worst(points),
        events.stream().filter(e -> !e.at().isBefore(start) && e.at().isBefore(end)).toList());
  }

  private List<CurveSegment> segments(List<CurvePoint> points) {
    List<CurveSegment> segments = new ArrayList<>();
    int from = 0;
    for (int i = 1; i <= points.size(); i++) {
      if (i == points.size() || isCut(points.get(i - 1), points.get(i))) {
        segments.add(new CurveSegment(points.subList(from, i)));
        from = i;
      }
    }
    return segments;
  }

  private boolean isCut(CurvePoint earlier, CurvePoint later) {
    return later.secondOfDay() <= earlier.secondOfDay()
        || readings.isGap(
            earlier.at().getEpochSecond(), later.at().getEpochSecond(), intervalMinutes);
  }

  private DayFigures figures(GlucoseTrace day, Duration length) {
    return new DayFigures(
        day.size(), Means.of(day), readings.targets().shares(day), coverage(day, length));
  }

  private OptionalDouble coverage(GlucoseTrace day, Duration length) {
    if (intervalMinutes == 0) {
      return OptionalDouble.empty();
    }
    double expected = (double) length.toMinutes() / intervalMinutes;
    return OptionalDouble.of(Math.min(100, 100 * day.size() / expected));
  }

  private static Optional<CurvePoint> worst(List<CurvePoint> points) {
    Optional<CurvePoint> lowest =
        points.stream().filter(Extremes::isBelowTarget).min(Extremes.BY_HEIGHT);
    return lowest.isPresent()
        ? lowest
        : points.stream().filter(Extremes::isAboveTarget).max(Extremes.BY_HEIGHT);
  }
}
