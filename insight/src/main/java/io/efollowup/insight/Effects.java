package io.efollowup.insight;

import io.efollowup.glucose.CareEvent;
import io.efollowup.insight.Effect.Reason;
import io.efollowup.insight.Effect.Subject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Compares times after exercise or a medicine with the same time of other days. A day compares
 * where the same thing was not done from three hours before to two hours after, a meal and fast
 * insulin within an hour were both there or both not, and glucose began within 45 mg/dL: what
 * begins higher falls further by itself.
 */
final class Effects {
  private static final int LEAST_COMPARED = 3;
  private static final Duration AROUND = Duration.ofMinutes(10);
  private static final Duration SPAN = Duration.ofHours(2);
  private static final Duration APART = Duration.ofHours(3);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final double ALIKE = 45;

  private final Wear wear;
  private final List<MealOccasion> meals;
  private final Subject subject;
  private final List<Instant> times;

  private record Change(double start, double change) {}

  private Effects(
      Wear wear, List<MealOccasion> meals, Subject subject, List<? extends CareEvent> done) {
    this.wear = wear;
    this.meals = meals.stream().filter(meal -> !meal.isNegligible()).toList();
    this.subject = subject;
    this.times = done.stream().map(CareEvent::at).toList();
  }

  /** One effect for exercise, if any was logged, and one for each medicine. */
  static List<Effect> of(Wear wear, List<MealOccasion> meals) {
    List<Effect> effects = new ArrayList<>();
    List<CareEvent.Exercise> exercise = wear.events(CareEvent.Exercise.class);
    if (!exercise.isEmpty()) {
      List<String> kinds = exercise.stream().map(CareEvent.Exercise::activity).distinct().toList();
      Subject subject =
          new Subject(Subject.Kind.EXERCISE, kinds.size() == 1 ? kinds.getFirst() : "");
      effects.add(new Effects(wear, meals, subject, exercise).effect());
    }
    Map<String, List<CareEvent.Medication>> medicines = new LinkedHashMap<>();
    for (CareEvent.Medication taken : wear.events(CareEvent.Medication.class)) {
      medicines.computeIfAbsent(taken.name(), name -> new ArrayList<>()).add(taken);
    }
    medicines.forEach(
        (name, taken) ->
            effects.add(
                new Effects(wear, meals, new Subject(Subject.Kind.MEDICATION, name), taken)
                    .effect()));
    return effects;
  }

  private Effect effect() {
    List<Double> differences = new ArrayList<>();
    int comparisons = 0;
    int measured = 0;
    for (Instant time : times) {
      Optional<Change> change = change(time);
      if (change.isEmpty() || isDone(time.minus(APART), time.minusSeconds(1))) {
        continue;
      }
      measured++;
      List<Change> others = others(time, change.get().start());
      if (!others.isEmpty()) {
        comparisons += others.size();
        double usual = others.stream().mapToDouble(Change::change).average().orElseThrow();
        differences.add(change.get().change() - usual);
      }
    }
    if (differences.size() >= LEAST_COMPARED) {
      return estimate(differences, comparisons);
    }
    return new Effect.Unknown(
        subject, times.size(), differences.size(), reason(measured, differences));
  }

  private static Reason reason(int measured, List<Double> differences) {
    if (measured == 0) {
      return Reason.NO_READINGS;
    }
    return differences.isEmpty() && measured >= LEAST_COMPARED
        ? Reason.NO_OTHER_DAYS
        : Reason.TOO_FEW;
  }

  private Effect estimate(List<Double> differences, int comparisons) {
    Spread spread = Spread.of(differences.stream().mapToDouble(Double::doubleValue));
    double half = spread.halfInterval();
    return new Effect.Estimated(
        subject,
        times.size(),
        differences.size(),
        comparisons,
        spread.mean(),
        spread.mean() - half,
        spread.mean() + half);
  }

  private List<Change> others(Instant time, double start) {
    LocalDate day = wear.dayOf(time);
    LocalTime clock = wear.local(time).toLocalTime();
    return wear.days()
        .filter(other -> !other.equals(day))
        .map(other -> wear.at(other, clock))
        .filter(other -> !isDone(other.minus(APART), other.plus(SPAN)))
        .filter(other -> hasMeal(other) == hasMeal(time))
        .filter(other -> hasInsulin(other) == hasInsulin(time))
        .flatMap(other -> change(other).stream())
        .filter(other -> Math.abs(other.start() - start) <= ALIKE)
        .toList();
  }

  private boolean isDone(Instant from, Instant to) {
    return times.stream().anyMatch(time -> !time.isBefore(from) && !time.isAfter(to));
  }

  private boolean hasMeal(Instant time) {
    return meals.stream()
        .map(MealOccasion::at)
        .anyMatch(at -> !at.isBefore(time.minus(HOUR)) && !at.isAfter(time.plus(HOUR)));
  }

  private boolean hasInsulin(Instant time) {
    return wear.hasFastInsulin(time.minus(HOUR), time.plus(HOUR));
  }

  /** Change of glucose in the two hours from a moment on; empty where readings are missing. */
  private Optional<Change> change(Instant time) {
    OptionalDouble start = around(time);
    OptionalDouble end = around(time.plus(SPAN));
    return start.isPresent() && end.isPresent()
        ? Optional.of(new Change(start.getAsDouble(), end.getAsDouble() - start.getAsDouble()))
        : Optional.empty();
  }

  private OptionalDouble around(Instant moment) {
    return wear.mean(moment.minus(AROUND), moment.plus(AROUND));
  }
}
