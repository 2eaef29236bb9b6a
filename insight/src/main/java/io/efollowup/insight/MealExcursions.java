package io.efollowup.insight;

import io.efollowup.glucose.CareEvent;
import io.efollowup.glucose.Glucose;
import io.efollowup.glucose.GlucoseTrace;
import io.efollowup.glucose.GlucoseUnit;
import io.efollowup.glucose.GlucoseZone;
import io.efollowup.insight.Excursion.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** Measures what glucose did after each meal. */
final class MealExcursions {
  private static final Duration BASELINE = Duration.ofMinutes(15);
  private static final Duration WINDOW = Duration.ofHours(3);
  private static final Duration AREA_WINDOW = Duration.ofHours(2);
  private static final Duration HOUR = Duration.ofHours(1);

  /** Half the time around a moment whose readings stand for it. */
  private static final Duration AROUND = Duration.ofMinutes(10);

  /** Above baseline by at most this, in mg/dL, counts as back. */
  private static final double BACK = 10;

  private final Wear wear;
  private final List<MealOccasion> meals;

  private MealExcursions(Wear wear, List<MealOccasion> meals) {
    this.wear = wear;
    this.meals = meals;
  }

  /** The responses to all meals but negligible ones, in order of time. */
  static List<ReviewedMeal> of(Wear wear, List<MealOccasion> occasions) {
    List<MealOccasion> meals = occasions.stream().filter(meal -> !meal.isNegligible()).toList();
    MealExcursions responses = new MealExcursions(wear, meals);
    return meals.stream().map(responses::response).toList();
  }

  private ReviewedMeal response(MealOccasion meal) {
    Set<Circumstance> circumstances = EnumSet.noneOf(Circumstance.class);
    Instant at = meal.at();
    Instant end = end(at);
    OptionalDouble baseline = wear.mean(at.minus(BASELINE), at);
    note(circumstances, Circumstance.NO_BASELINE, baseline.isEmpty());
    note(circumstances, Circumstance.GAPS, !wear.isCovered(at, end));
    note(circumstances, Circumstance.BEYOND_SENSOR, leavesSensorRange(at, end));
    note(circumstances, Circumstance.PREVIOUS_MEAL, another(at.minus(AREA_WINDOW), at));
    note(circumstances, Circumstance.NEXT_MEAL, another(at, at.plus(AREA_WINDOW)));
    note(circumstances, Circumstance.LOW_BEFORE, isLowBefore(at));
    note(circumstances, Circumstance.INSULIN, wear.hasFastInsulin(at.minus(HOUR), at.plus(HOUR)));
    note(circumstances, Circumstance.EXERCISE, hasExercise(at.minus(HOUR), at.plus(AREA_WINDOW)));
    boolean measurable = baseline.isPresent() && !circumstances.contains(Circumstance.GAPS);
    return new ReviewedMeal(
        meal,
        measurable ? excursion(at, end, baseline.getAsDouble()) : Optional.empty(),
        circumstances);
  }

  /** Three hours on, or the next meal where that comes first. */
  private Instant end(Instant at) {
    Instant end = at.plus(WINDOW);
    return meals.stream()
        .map(MealOccasion::at)
        .filter(other -> other.isAfter(at.plus(AREA_WINDOW)) && other.isBefore(end))
        .findFirst()
        .orElse(end);
  }

  private static void note(Set<Circumstance> circumstances, Circumstance one, boolean holds) {
    if (holds) {
      circumstances.add(one);
    }
  }

  private boolean leavesSensorRange(Instant at, Instant end) {
    return wear.leavesSensorRange(at.minus(BASELINE), end);
  }

  private boolean another(Instant from, Instant to) {
    return meals.stream().anyMatch(meal -> meal.at().isAfter(from) && meal.at().isBefore(to));
  }

  private boolean hasExercise(Instant from, Instant to) {
    return wear.events(CareEvent.Exercise.class).stream()
        .anyMatch(exercise -> exercise.at().isBefore(to) && Exercises.end(exercise).isAfter(from));
  }

  /** Whether the last reading before the meal is below target, judged in its own unit. */
  private boolean isLowBefore(Instant at) {
    GlucoseTrace trace = wear.trace();
    int before = trace.firstNotBefore(at.plusSeconds(1)) - 1;
    return before >= 0
        && !trace.at(before).isBefore(at.minus(BASELINE))
        && wear.readings().point(before).zone().compareTo(GlucoseZone.TARGET) < 0;
  }

  private Optional<Excursion> excursion(Instant at, Instant end, double baseline) {
    List<Step> curve = curve(at, end, baseline);
    OptionalDouble afterTwoHours = around(at.plus(AREA_WINDOW));
    if (curve.isEmpty() || afterTwoHours.isEmpty()) {
      return Optional.empty();
    }
    Step peak = curve.getFirst();
    for (Step step : curve) {
      peak = step.changeMgdl() > peak.changeMgdl() ? step : peak;
    }
    double rise = Math.max(0, peak.changeMgdl());
    return Optional.of(
        new Excursion(
            shown(baseline),
            shown(baseline + peak.changeMgdl()),
            rise,
            minutes(peak.minutes()),
            area(curve),
            afterTwoHours.getAsDouble() - baseline,
            recovery(at, end, baseline, peak),
            back(curve, peak),
            curve));
  }

  private List<Step> curve(Instant at, Instant end, double baseline) {
    GlucoseTrace trace = wear.trace();
    List<Step> curve = new ArrayList<>();
    for (int i = trace.firstNotBefore(at); i < trace.size() && !trace.at(i).isAfter(end); i++) {
      if (trace.isMeasured(i)) {
        double minutes = (trace.epochSecond(i) - at.getEpochSecond()) / 60.0;
        curve.add(new Step(minutes, trace.mgdl(i) - baseline));
      }
    }
    return curve;
  }

  /** Trapezoids above the baseline; where the curve crosses it, only the part above counts. */
  private static double area(List<Step> curve) {
    double area = 0;
    Step previous = new Step(0, 0);
    for (Step step : curve) {
      double end = AREA_WINDOW.toMinutes();
      if (previous.minutes() >= end) {
        break;
      }
      area += above(previous, step.minutes() > end ? cut(previous, step, end) : step);
      previous = step;
    }
    return area / 60;
  }

  private static Step cut(Step from, Step to, double minutes) {
    double share = (minutes - from.minutes()) / (to.minutes() - from.minutes());
    return new Step(minutes, from.changeMgdl() + share * (to.changeMgdl() - from.changeMgdl()));
  }

  private static double above(Step from, Step to) {
    double width = to.minutes() - from.minutes();
    double a = from.changeMgdl();
    double b = to.changeMgdl();
    if (a >= 0 && b >= 0) {
      return width * (a + b) / 2;
    }
    double top = Math.max(a, b);
    return top <= 0 ? 0 : width * top / (Math.abs(a) + Math.abs(b)) * top / 2;
  }

  private OptionalDouble recovery(Instant at, Instant end, double baseline, Step peak) {
    Instant hourAfterPeak = at.plus(minutes(peak.minutes())).plus(HOUR);
    boolean disturbed = end.isBefore(at.plus(WINDOW)) && hourAfterPeak.isAfter(end);
    OptionalDouble later = disturbed ? OptionalDouble.empty() : around(hourAfterPeak);
    return peak.changeMgdl() <= 0 || later.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(
            100 * (baseline + peak.changeMgdl() - later.getAsDouble()) / peak.changeMgdl());
  }

  private static Optional<Duration> back(List<Step> curve, Step peak) {
    return curve.stream()
        .filter(step -> step.minutes() >= peak.minutes() && step.changeMgdl() <= BACK)
        .findFirst()
        .map(step -> minutes(step.minutes()));
  }

  private OptionalDouble around(Instant moment) {
    return wear.mean(moment.minus(AROUND), moment.plus(AROUND));
  }

  private static Duration minutes(double minutes) {
    return Duration.ofSeconds(Math.round(minutes * 60));
  }

  private static Glucose shown(double mgdl) {
    return new Glucose(mgdl, GlucoseUnit.MG_DL);
  }
}
