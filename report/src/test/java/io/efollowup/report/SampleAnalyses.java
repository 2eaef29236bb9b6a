package io.efollowup.report;

import io.efollowup.glucose.CareEvent;
import io.efollowup.glucose.Glucose;
import io.efollowup.glucose.GlucoseTrace;
import io.efollowup.glucose.GlucoseUnit;
import io.efollowup.glucose.GlucoseValue;
import io.efollowup.insight.SevenDayAnalysis;
import io.efollowup.insight.Targets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.UUID;
import java.util.function.IntFunction;

/** Made-up wears, tame and wild. */
final class SampleAnalyses {
  static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  static final LocalDate MONDAY = LocalDate.of(2026, 5, 11);
  private static final int WEEK = 3360;

  private SampleAnalyses() {}

  /** A week at 3 minutes that swings between 5 and 12 mmol/L, all of it known exactly. */
  static SevenDayAnalysis week() {
    return analysis(trace(WEEK, i -> mmol(i % 480 < 240 ? 5.0 : 12.0)), 7);
  }

  static SevenDayAnalysis flat() {
    return analysis(trace(WEEK, i -> mmol(6.0)), 7);
  }

  /** A week that never changes. */
  static SevenDayAnalysis steady(double mmol, Targets targets) {
    GlucoseTrace trace = trace(WEEK, i -> mmol(mmol));
    return SevenDayAnalysis.of(trace, List.of(), ZONE, targets, MONDAY, 7);
  }

  static SevenDayAnalysis wild() {
    Random random = new Random(7);
    return analysis(
        trace(
            WEEK,
            i ->
                switch (random.nextInt(20)) {
                  case 0 -> GlucoseValue.OutOfRange.LOW;
                  case 1 -> GlucoseValue.OutOfRange.HIGH;
                  default -> mmol(1.1 + random.nextDouble() * 32);
                }),
        7);
  }

  static SevenDayAnalysis allLow() {
    return analysis(trace(WEEK, i -> GlucoseValue.OutOfRange.LOW), 7);
  }

  static SevenDayAnalysis oneReading() {
    return analysis(trace(1, i -> mmol(6.0)), 1);
  }

  static SevenDayAnalysis nothing() {
    return analysis(GlucoseTrace.EMPTY, 7);
  }

  static SevenDayAnalysis quarter() {
    return analysis(trace(90 * 480, i -> mmol(5 + i % 97 / 20.0)), 90);
  }

  /** A week with meals, insulin, exercise, a medicine, lows at night and pressure on the sensor. */
  static SevenDayAnalysis busy(Targets targets, int days) {
    GlucoseTrace trace = trace(days * 480, i -> mmol(BusyDay.mmol(i / 20.0)));
    return SevenDayAnalysis.of(trace, BusyDay.events(days), ZONE, targets, MONDAY, days);
  }

  private static SevenDayAnalysis analysis(GlucoseTrace trace, int days) {
    return SevenDayAnalysis.of(trace, events(), ZONE, Targets.ADULT, MONDAY, days);
  }

  private static GlucoseTrace trace(int count, IntFunction<GlucoseValue> values) {
    GlucoseTrace.Builder builder = new GlucoseTrace.Builder();
    long start = MONDAY.atStartOfDay(ZONE).toEpochSecond();
    for (int i = 0; i < count; i++) {
      builder.add(start + 180L * i, values.apply(i));
    }
    return builder.build();
  }

  private static GlucoseValue mmol(double value) {
    return new GlucoseValue.Measured(new Glucose(value, GlucoseUnit.MMOL_L));
  }

  /** Every kind of event, some of them crowded. */
  private static List<CareEvent> events() {
    List<CareEvent> events = new ArrayList<>();
    ZoneOffset offset = ZoneOffset.ofHours(8);
    OptionalDouble none = OptionalDouble.empty();
    for (int i = 0; i < 40; i++) {
      Instant at = MONDAY.atStartOfDay(ZONE).toInstant().plusSeconds(900L * i * i);
      UUID id = new UUID(1, i);
      events.add(
          switch (i % 5) {
            case 0 ->
                new CareEvent.Meal(
                    id, at, offset, OptionalDouble.of(45), none, none, none, List.of());
            case 1 ->
                new CareEvent.Insulin(id, at, offset, 4.5, CareEvent.InsulinAction.values()[i % 4]);
            case 2 -> new CareEvent.Exercise(id, at, offset, 300, none, "walking");
            case 3 ->
                new CareEvent.Medication(
                    id,
                    at,
                    offset,
                    "metformin",
                    Optional.empty(),
                    OptionalDouble.of(500),
                    Optional.of("mg"));
            default -> new CareEvent.Fingerstick(id, at, offset, Glucose.mmol(6.1));
          });
    }
    return events;
  }
}
