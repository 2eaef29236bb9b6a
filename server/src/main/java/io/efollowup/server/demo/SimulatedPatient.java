package io.efollowup.server.demo;

import io.efollowup.glucose.CareEvent;
import io.efollowup.glucose.Glucose;
import io.efollowup.glucose.GlucoseReading;
import io.efollowup.glucose.GlucoseUnit;
import io.efollowup.glucose.GlucoseValue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.UUID;

/**
 * One simulated person. Everything about them is a function of their seed and the time, so a demo
 * that is stopped and started again goes on where it was. Immutable, thread-safe.
 *
 * @param seed decides all chances
 * @param profile how their glucose behaves
 * @param zone where they live
 */
record SimulatedPatient(long seed, Profile profile, ZoneId zone) {
  private static final double SENSOR_LOW = 40;
  private static final double SENSOR_HIGH = 400;
  private static final double NIGHT_DIP_MINUTE = 190;
  private static final double NIGHT_DIP_WIDTH = 48;
  private static final List<List<String>> FOODS =
      List.of(
          List.of("rice-cooked", "fish-steamed"),
          List.of("noodles-wheat"),
          List.of("rice-porridge", "egg"),
          List.of("apple"));

  /** A meal of one day: minute of the day and grams of carbohydrates. */
  private record PlannedMeal(int index, double minute, double carbs) {}

  /** The reading at this time; the second of the minute is this patient's own. */
  GlucoseReading readingAt(Instant at) {
    double now = mgdlAt(at);
    ZoneOffset offset = zone.getRules().getOffset(at);
    if (now < SENSOR_LOW) {
      return new GlucoseReading(at, offset, GlucoseValue.OutOfRange.LOW, OptionalDouble.empty());
    }
    if (now > SENSOR_HIGH) {
      return new GlucoseReading(at, offset, GlucoseValue.OutOfRange.HIGH, OptionalDouble.empty());
    }
    double before = mgdlAt(at.minus(Duration.ofMinutes(15)));
    return new GlucoseReading(
        at,
        offset,
        new GlucoseValue.Measured(Glucose.mmol(tenths(now / GlucoseUnit.MG_DL_PER_MMOL_L))),
        OptionalDouble.of(hundredths((now - before) / 15 / GlucoseUnit.MG_DL_PER_MMOL_L)));
  }

  /** The first time at or after this at which the sensor reads. */
  Instant nextReading(Instant from) {
    long cadence = profile.cadenceMinutes() * 60L;
    long phase = Math.floorMod(seed * 37, cadence);
    long since = from.getEpochSecond() - phase;
    long steps = Math.ceilDiv(since, cadence);
    Instant next = Instant.ofEpochSecond(phase + steps * cadence);
    return next.isBefore(from) ? next.plusSeconds(cadence) : next;
  }

  /** What happened from {@code from} inclusive to {@code to} exclusive. */
  List<CareEvent> events(Instant from, Instant to) {
    List<CareEvent> events = new ArrayList<>();
    LocalDate last = to.atZone(zone).toLocalDate();
    for (LocalDate day = from.atZone(zone).toLocalDate();
        !day.isAfter(last);
        day = day.plusDays(1)) {
      for (CareEvent event : eventsOf(day)) {
        if (!event.at().isBefore(from) && event.at().isBefore(to)) {
          events.add(event);
        }
      }
    }
    return events;
  }

  private List<CareEvent> eventsOf(LocalDate day) {
    List<CareEvent> events = new ArrayList<>();
    for (PlannedMeal meal : meals(day)) {
      Instant at = instant(day, meal.minute());
      ZoneOffset offset = zone.getRules().getOffset(at);
      events.add(
          new CareEvent.Meal(
              identity(day, "meal" + meal.index()),
              at,
              offset,
              OptionalDouble.of(Math.rint(meal.carbs())),
              OptionalDouble.empty(),
              OptionalDouble.empty(),
              OptionalDouble.empty(),
              FOODS.get((int) (chance(day, 50 + meal.index()) * FOODS.size()))));
      if (profile.insulin()) {
        events.add(
            new CareEvent.Insulin(
                identity(day, "insulin" + meal.index()),
                at.minus(Duration.ofMinutes(10)),
                offset,
                Math.max(1, Math.rint(meal.carbs() / 9)),
                CareEvent.InsulinAction.RAPID));
      }
    }
    if (chance(day, 60) < 0.4) {
      Instant at = instant(day, 17.5 * 60 + 40 * chance(day, 61));
      events.add(
          new CareEvent.Exercise(
              identity(day, "exercise"),
              at,
              zone.getRules().getOffset(at),
              20 + Math.rint(40 * chance(day, 62)),
              OptionalDouble.of(3.5),
              "walking"));
    }
    return events;
  }

  /** Glucose in mg/dL, before the sensor's limits. */
  private double mgdlAt(Instant at) {
    ZonedDateTime local = at.atZone(zone);
    LocalDate day = local.toLocalDate();
    double minute = local.toLocalTime().toSecondOfDay() / 60.0;
    double level = profile.basal() + profile.dawn() * bump(minute, 6.5 * 60, 100);
    for (int back = 0; back <= 1; back++) {
      for (PlannedMeal meal : meals(day.minusDays(back))) {
        level += rise(minute + back * 1440.0 - meal.minute()) * meal.carbs() / 10;
      }
    }
    if (profile.nightDip() > 0 && chance(day, 70) < 0.45) {
      level -= profile.nightDip() * bump(minute, NIGHT_DIP_MINUTE, NIGHT_DIP_WIDTH);
    }
    double hours = at.getEpochSecond() / 3600.0;
    return level
        + profile.wander() * SeededNoise.smooth(seed, hours / 1.7)
        + 2.2 * SeededNoise.smooth(seed + 99, hours * 8);
  }

  private double rise(double minutesSince) {
    if (minutesSince <= 0 || minutesSince > 480) {
      return 0;
    }
    double scaled = minutesSince / (profile.decay() * 0.55);
    return profile.mealRise() * scaled * Math.exp(1 - scaled);
  }

  private static double bump(double minute, double centre, double width) {
    double distance = (minute - centre) / width;
    return Math.exp(-distance * distance / 2);
  }

  private List<PlannedMeal> meals(LocalDate day) {
    return List.of(
        new PlannedMeal(0, 7.25 * 60 + 50 * chance(day, 1), 35 + 25 * chance(day, 2)),
        new PlannedMeal(1, 12 * 60 + 45 * chance(day, 3), 50 + 35 * chance(day, 4)),
        new PlannedMeal(2, 18.5 * 60 + 60 * chance(day, 5), 45 + 40 * chance(day, 6)),
        new PlannedMeal(3, 15.5 * 60 + 60 * chance(day, 7), 25 * chance(day, 8)));
  }

  private double chance(LocalDate day, int which) {
    return SeededNoise.uniform(seed * 1000 + which, day.toEpochDay());
  }

  private Instant instant(LocalDate day, double minute) {
    return day.atStartOfDay(zone).plusSeconds(Math.round(minute * 60)).toInstant();
  }

  private UUID identity(LocalDate day, String what) {
    return UUID.nameUUIDFromBytes(
        "%d|%s|%s".formatted(seed, day, what).getBytes(StandardCharsets.UTF_8));
  }

  private static double tenths(double value) {
    return Math.rint(value * 10) / 10;
  }

  private static double hundredths(double value) {
    return Math.rint(value * 100) / 100;
  }
}
