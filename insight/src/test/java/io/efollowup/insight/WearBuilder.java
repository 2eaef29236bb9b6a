package io.efollowup.insight;

import io.efollowup.glucose.CareEvent;
import io.efollowup.glucose.Glucose;
import io.efollowup.glucose.GlucoseTrace;
import io.efollowup.glucose.GlucoseValue;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import java.util.function.DoubleFunction;
import java.util.function.DoubleUnaryOperator;

/** Makes small wears with known answers, from Monday 11 May 2026 on. */
final class WearBuilder {
  static final LocalDate MONDAY = LocalDate.of(2026, 5, 11);
  private static final OptionalDouble NONE = OptionalDouble.empty();

  private final ZoneId zone;
  private final LocalDate first;
  private final GlucoseTrace.Builder trace = new GlucoseTrace.Builder();
  private final List<CareEvent> events = new ArrayList<>();
  private int days = 1;

  WearBuilder() {
    this(ZoneOffset.UTC, MONDAY);
  }

  WearBuilder(ZoneId zone, LocalDate first) {
    this.zone = zone;
    this.first = first;
  }

  WearBuilder days(int count) {
    this.days = count;
    return this;
  }

  /** A moment by hours since the first midnight. */
  Instant at(double hours) {
    return first.atStartOfDay(zone).toInstant().plusSeconds(Math.round(hours * 3600));
  }

  /** Readings in mg/dL every so many minutes over all days. */
  WearBuilder mgdl(int minutes, DoubleUnaryOperator byHour) {
    return values(minutes, hour -> measured(byHour.applyAsDouble(hour)));
  }

  WearBuilder values(int minutes, DoubleFunction<GlucoseValue> byHour) {
    Instant end = first.plusDays(days).atStartOfDay(zone).toInstant();
    for (Instant t = at(0); t.isBefore(end); t = t.plus(Duration.ofMinutes(minutes))) {
      GlucoseValue value = byHour.apply(Duration.between(at(0), t).toSeconds() / 3600.0);
      if (value != null) {
        trace.add(t.getEpochSecond(), value);
      }
    }
    return this;
  }

  static GlucoseValue measured(double mgdl) {
    return Double.isNaN(mgdl) ? null : new GlucoseValue.Measured(Glucose.mgdl(mgdl));
  }

  WearBuilder meal(double hours, double carbs, String... foods) {
    events.add(
        new CareEvent.Meal(
            id(),
            at(hours),
            ZoneOffset.UTC,
            OptionalDouble.of(carbs),
            NONE,
            NONE,
            NONE,
            List.of(foods)));
    return this;
  }

  WearBuilder insulin(double hours, CareEvent.InsulinAction action) {
    events.add(new CareEvent.Insulin(id(), at(hours), ZoneOffset.UTC, 4, action));
    return this;
  }

  WearBuilder exercise(double hours, double minutes) {
    events.add(new CareEvent.Exercise(id(), at(hours), ZoneOffset.UTC, minutes, NONE, "walking"));
    return this;
  }

  WearBuilder medicine(double hours) {
    events.add(
        new CareEvent.Medication(
            id(),
            at(hours),
            ZoneOffset.UTC,
            "metformin",
            Optional.empty(),
            NONE,
            Optional.empty()));
    return this;
  }

  WearBuilder fingerstick(double hours) {
    events.add(new CareEvent.Fingerstick(id(), at(hours), ZoneOffset.UTC, Glucose.mgdl(100)));
    return this;
  }

  private UUID id() {
    return new UUID(7, events.size());
  }

  SevenDayAnalysis analysis() {
    return analysis(Targets.ADULT);
  }

  SevenDayAnalysis analysis(Targets targets) {
    return SevenDayAnalysis.of(trace.build(), events, zone, targets, first, days);
  }

  GlucoseTrace trace() {
    return trace.build();
  }

  WearFindings findings() {
    return analysis().findings();
  }

  /** A rise to a height and back within three hours, in straight lines, peak after an hour. */
  static double triangle(double hour, double start, double height) {
    double since = hour - start;
    if (since <= 0 || since >= 3) {
      return 0;
    }
    return since <= 1 ? height * since : height * (3 - since) / 2;
  }
}
